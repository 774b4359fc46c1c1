"""Approvals: whether somebody's manager lets them be away, asked by wishes and given before the matching."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import PEOPLE
from backend.immersions import errors
from backend.immersions.models import (
    APPROVALS,
    EDITIONS,
    SLOTS,
    ApprovalMode,
    ApprovalStatus,
    Edition,
)
from backend.immersions.phases import ALLOWED, Deed
from backend.immersions.policy import require_now


async def ask(session: Session, actor: Actor, edition: Edition, offer_ids: Collection[UUID]) -> None:
    """Ask for the approval of these new wishes of the actor; what was decided before stays decided."""
    if not offer_ids:
        return
    known = await session.execute(
        sa.select(APPROVALS.c.offer_id).where(
            APPROVALS.c.person_id == actor.person_id, APPROVALS.c.offer_id.in_(offer_ids)
        )
    )
    rows = []
    automatic = set(offer_ids)
    if actor.manager_id is not None:
        automatic = await _given_by(session, edition, offer_ids)
    for offer_id in set(offer_ids) - set(known.scalars()):
        given = offer_id in automatic
        rows.append(
            {
                "person_id": actor.person_id,
                "offer_id": offer_id,
                "edition_id": edition.id,
                "manager_id": actor.manager_id,
                "status": ApprovalStatus.APPROVED if given else ApprovalStatus.PENDING,
                "note": "",
                "asked_at": now(),
                "decided_at": now() if given else None,
            }
        )
    if rows:
        await session.execute(sa.insert(APPROVALS), rows)


async def forget(session: Session, person_id: UUID, offer_ids: Collection[UUID]) -> None:
    """Ask no more for what is no longer wished; what was decided is kept, should the wish come back."""
    if offer_ids:
        await session.execute(
            sa.delete(APPROVALS).where(
                APPROVALS.c.person_id == person_id,
                APPROVALS.c.offer_id.in_(offer_ids),
                APPROVALS.c.status == ApprovalStatus.PENDING,
            )
        )


async def approve_absence(
    session: Session,
    actor: Actor,
    edition: Edition,
    person_id: UUID,
    *,
    accept: bool,
    offer_ids: Collection[UUID] = (),
    note: str = "",
) -> int:
    """Say whether somebody the actor manages may be away, for these wishes or for all that wait.

    A decision may be changed until the matching. Returns how many wishes were decided.
    Errors: NotFound, ManagersOnly, PhaseForbids, NothingToApprove.
    """
    found = await session.execute(sa.select(PEOPLE.c.manager_id).where(PEOPLE.c.id == person_id))
    row = found.one_or_none()
    if row is None:
        raise NotFound
    if not actor.is_system and row.manager_id != actor.person_id:
        raise errors.ManagersOnly
    require_now(edition, Deed.APPROVE)
    those = sa.and_(APPROVALS.c.edition_id == edition.id, APPROVALS.c.person_id == person_id)
    if offer_ids:
        those = sa.and_(those, APPROVALS.c.offer_id.in_(offer_ids))
    else:
        those = sa.and_(those, APPROVALS.c.status == ApprovalStatus.PENDING)
    decided = await session.execute(
        sa.update(APPROVALS)
        .where(those)
        .values(
            status=ApprovalStatus.APPROVED if accept else ApprovalStatus.REFUSED,
            manager_id=actor.person_id,
            decided_by_id=actor.person_id,
            decided_at=now(),
            note=note[:500],
        )
    )
    if not decided.rowcount:
        raise errors.NothingToApprove
    await events.record(
        session, actor, "absence.decided", "person", person_id, edition_id=edition.id, accept=accept
    )
    return int(decided.rowcount)


async def approve_waiting(session: Session, actor: Actor, edition: Edition) -> None:
    """Approve what still waits and needs no manager any more, since the edition was set otherwise.

    A refusal stands.
    """
    if not {Deed.APPROVE, Deed.MATCH} & ALLOWED[edition.phase]:
        return
    waits = sa.and_(APPROVALS.c.edition_id == edition.id, APPROVALS.c.status == ApprovalStatus.PENDING)
    asked = await session.execute(sa.select(APPROVALS.c.offer_id).where(waits).distinct())
    given = await _given_by(session, edition, list(asked.scalars()))
    at = now()
    decided = await session.execute(
        sa.update(APPROVALS)
        .where(waits, APPROVALS.c.offer_id.in_(given))
        .values(status=ApprovalStatus.APPROVED, decided_at=at)
    )
    if decided.rowcount:
        facts = {"wishes": int(decided.rowcount), "at": at.isoformat()}
        await events.record(session, actor, "absences.approved", "edition", edition.id, **facts)


async def _given_by(session: Session, edition: Edition, offer_ids: Collection[UUID]) -> set[UUID]:
    """The offers for which the edition, as it is set now and until this unit of work ends, asks nobody."""
    held = await session.execute(
        sa.select(EDITIONS.c.approval, EDITIONS.c.approval_hours)
        .where(EDITIONS.c.id == edition.id)
        .with_for_update(read=True)
    )
    mode, hours = held.one()
    if mode is ApprovalMode.AUTOMATIC:
        return set(offer_ids)
    if mode is ApprovalMode.MANUAL or hours is None:
        return set()
    most = timedelta(hours=hours)
    found = await session.execute(
        sa.select(SLOTS.c.offer_id, SLOTS.c.starts_at, SLOTS.c.ends_at).where(SLOTS.c.offer_id.in_(offer_ids))
    )
    long = {row.offer_id for row in found if row.ends_at - row.starts_at >= most}
    return set(offer_ids) - long
