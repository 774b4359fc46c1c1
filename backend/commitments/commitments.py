"""Promising, and saying what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.commitments import errors
from backend.commitments.inputs import DropInput, MoveInput, PromiseInput
from backend.commitments.models import COMMITMENTS, Commitment, Fate
from backend.commitments.policy import require_owner
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.local_time import today_in


async def make(
    session: Session,
    actor: Actor,
    given: PromiseInput,
    *,
    source_kind: str,
    source_id: UUID,
    may_name: bool = False,
) -> Commitment:
    """Promise something about `source_id`. Errors: OwnerOnly, DateAlreadyPast.

    The caller has checked that the actor may promise about that source; with `may_name`, also that they may
    name this owner.
    """
    owner_id = given.owner_id or actor.person_id
    if not may_name:
        await require_owner(session, actor, owner_id)
    if given.due_on < today_in(actor.time_zone):
        raise errors.DateAlreadyPast
    commitment = Commitment(
        what=given.what,
        owner_id=owner_id,
        source_kind=source_kind,
        source_id=source_id,
        due_on=given.due_on,
        first_due_on=given.due_on,
    )
    session.add(commitment)
    await session.flush()
    await _record(session, actor, "commitment.made", commitment, due_on=given.due_on.isoformat())
    return commitment


async def keep(
    session: Session, actor: Actor, commitment: Commitment, *, said_late: bool = False
) -> Commitment:
    """Say that it is done; late when its day has passed, which may be said too.

    Errors: OwnerOnly, CommitmentClosed, NotLateYet.
    """
    await require_owner(session, actor, commitment.owner_id)
    late = today_in(actor.time_zone) > commitment.due_on
    if said_late and not late:
        raise errors.NotLateYet
    kept = await _close(session, commitment, fate=Fate.LATE if late else Fate.KEPT)
    await _record(session, actor, "commitment.kept", kept, late=late)
    return kept


async def keep_about(session: Session, actor: Actor, *, source_kind: str, source_id: UUID) -> int:
    """Say that every open promise about a source is done, each late when its day has passed; how many.

    The caller has checked that the actor may say so of that source, whoever promised.
    """
    late = COMMITMENTS.c.due_on < today_in(actor.time_zone)
    fates = [sa.literal(fate, COMMITMENTS.c.fate.type) for fate in (Fate.LATE, Fate.KEPT)]
    kept = await session.execute(
        sa.update(COMMITMENTS)
        .where(_about(source_kind, source_id), COMMITMENTS.c.fate == Fate.OPEN)
        .values(fate=sa.case((late, fates[0]), else_=fates[1]), closed_at=now())
        .returning(COMMITMENTS.c.id, COMMITMENTS.c.fate)
    )
    facts = {"source_kind": source_kind, "source_id": source_id}
    told = [(row.id, {**facts, "late": row.fate is Fate.LATE}) for row in kept]
    await events.record_each(session, actor, "commitment.kept", "commitment", told)
    return len(told)


async def reopen_about(
    session: Session,
    actor: Actor | None,
    day: datetime,
    *,
    source_kind: str,
    source_id: UUID,
    since: datetime,
) -> int:
    """Say that what was kept about a source since then is not done after all; returns how many.

    The caller has checked that the actor may say so. Without an actor, nothing is written of who, nor
    more of when than `day`.
    """
    reopened = await session.execute(
        sa.update(COMMITMENTS)
        .where(
            _about(source_kind, source_id),
            COMMITMENTS.c.fate.in_((Fate.KEPT, Fate.LATE)),
            COMMITMENTS.c.closed_at >= since,
        )
        .values(fate=Fate.OPEN, closed_at=None)
        .returning(COMMITMENTS.c.id)
    )
    ids = list(reopened.scalars())
    name, facts = "commitment.reopened", {"source_kind": source_kind, "source_id": str(source_id)}
    if actor is not None:
        await events.record_many(session, actor, name, "commitment", ids, **facts)
    else:
        for one in ids:
            await events.record_unsigned(session, name, "commitment", one, day, **facts)
    return len(ids)


async def drop(session: Session, actor: Actor, commitment: Commitment, given: DropInput) -> Commitment:
    """Say that it will not be done, and why. Errors: OwnerOnly, CommitmentClosed."""
    await require_owner(session, actor, commitment.owner_id)
    dropped = await _close(session, commitment, fate=Fate.DROPPED, reason=given.reason)
    await _record(session, actor, "commitment.dropped", dropped)
    return dropped


async def move(session: Session, actor: Actor, commitment: Commitment, given: MoveInput) -> Commitment:
    """Say another day, and why; the first one stays known. Errors: OwnerOnly, CommitmentClosed,
    DateAlreadyPast.
    """
    await require_owner(session, actor, commitment.owner_id)
    if given.due_on < today_in(actor.time_zone):
        raise errors.DateAlreadyPast
    moved = await _changed(
        session, commitment, due_on=given.due_on, reason=given.reason, moves=COMMITMENTS.c.moves + 1
    )
    await _record(session, actor, "commitment.moved", moved, due_on=given.due_on.isoformat())
    return moved


async def get_commitment(session: Session, actor: Actor, commitment_id: UUID) -> Commitment:
    """The promise with this id; promises are known to all. Errors: NotFound."""
    commitment: Commitment | None = await session.get(Commitment, commitment_id)
    if commitment is None:
        raise NotFound
    return commitment


def _about(source_kind: str, source_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(COMMITMENTS.c.source_kind == source_kind, COMMITMENTS.c.source_id == source_id)


async def _close(session: Session, commitment: Commitment, **values: Any) -> Commitment:
    return await _changed(session, commitment, closed_at=now(), **values)


async def _changed(session: Session, commitment: Commitment, **values: Any) -> Commitment:
    """Change it while it is open, in one conditional statement. Errors: CommitmentClosed."""
    changed = await session.execute(
        sa.update(Commitment)
        .where(COMMITMENTS.c.id == commitment.id, COMMITMENTS.c.fate == Fate.OPEN)
        .values(**values)
        .returning(Commitment)
        .execution_options(populate_existing=True)
    )
    row: Commitment | None = changed.scalar_one_or_none()
    if row is None:
        raise errors.CommitmentClosed
    return row


async def _record(session: Session, actor: Actor, name: str, commitment: Commitment, **facts: Any) -> None:
    await events.record(
        session,
        actor,
        name,
        "commitment",
        commitment.id,
        source_kind=commitment.source_kind,
        source_id=commitment.source_id,
        **facts,
    )
