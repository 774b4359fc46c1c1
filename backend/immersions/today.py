"""What immersions ask of a reader: wishes to make, absences to approve, offers to decide, days to come."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.today import Ask
from backend.identity import Permission
from backend.immersions.models import (
    APPROVALS,
    EDITION_PHASES,
    EDITIONS,
    OFFERS,
    WISHES,
    ApprovalStatus,
    OfferStatus,
    Phase,
)
from backend.immersions.standing import in_scope, leads
from backend.immersions.unapproved import WARNED
from backend.immersions.visit_asks import visit_asks
from backend.immersions.wish_rows import ApprovalRow, approvals_asked

MOST = 3


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """What immersions ask of the actor; a constant number of statements."""
    asks = [
        *await _wishes(session, actor),
        *await _absences(session, actor),
        *await visit_asks(session, actor),
    ]
    if actor.may_somewhere(Permission.EDITIONS_MANAGE):
        asks += await _offers(session, actor)
    return asks


async def _wishes(session: Session, actor: Actor) -> list[Ask]:
    """Editions open to wishes in which the actor has none, or one that their manager has not approved yet."""
    wished = sa.exists().where(WISHES.c.edition_id == EDITIONS.c.id, WISHES.c.person_id == actor.person_id)
    waits = sa.exists().where(
        APPROVALS.c.edition_id == EDITIONS.c.id,
        APPROVALS.c.person_id == actor.person_id,
        APPROVALS.c.status == ApprovalStatus.PENDING,
    )
    closes = EDITION_PHASES.c.opens_at
    soon = sa.func.coalesce(closes <= now() + WARNED, sa.false())
    found = await session.execute(
        sa.select(EDITIONS.c.slug, EDITIONS.c.name, closes.label("closes_at"), wished.label("wished"))
        .join(
            EDITION_PHASES,
            sa.and_(EDITION_PHASES.c.edition_id == EDITIONS.c.id, EDITION_PHASES.c.phase == Phase.MATCHING),
        )
        .where(
            EDITIONS.c.phase == Phase.WISHES,
            EDITIONS.c.offer_count > 0,
            in_scope(actor),
            sa.or_(~wished, sa.and_(waits, soon)),
        )
        .order_by(EDITIONS.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            code="approval_missing" if row.wished else "wishes",
            params={"edition": row.name},
            href=f"/immersions/{row.slug}/wishes" if row.wished else f"/immersions/{row.slug}",
            minutes=None if row.wished else 3,
            due=row.closes_at,
            icon="heart",
            tone="coeur",
        )
        for row in found
    ]


async def _absences(session: Session, actor: Actor) -> list[Ask]:
    """The people of the actor who wait for a word, one ask for each edition."""
    waiting: dict[UUID, list[ApprovalRow]] = {}
    for row in await approvals_asked(session, actor):
        if row.status is ApprovalStatus.PENDING:
            waiting.setdefault(row.edition_id, []).append(row)
    return [
        Ask(
            code="absences",
            params={"edition": rows[0].edition_name, "people": _names(rows)},
            href=f"/immersions/{rows[0].edition_slug}/approvals",
            minutes=1,
            due=rows[0].closes_at,
            icon="user-check",
            tone="coeur",
        )
        for rows in list(waiting.values())[:MOST]
    ]


async def _offers(session: Session, actor: Actor) -> list[Ask]:
    """Editions run by the actor in which offers are proposed and not decided."""
    proposed = sa.func.count(OFFERS.c.id)
    found = await session.execute(
        sa.select(EDITIONS.c.slug, EDITIONS.c.name, proposed.label("offers"))
        .join(OFFERS, OFFERS.c.edition_id == EDITIONS.c.id)
        .where(
            OFFERS.c.status == OfferStatus.PROPOSED,
            EDITIONS.c.phase.in_([Phase.OFFERS, Phase.WISHES]),
            leads(actor),
        )
        .group_by(EDITIONS.c.id, EDITIONS.c.slug, EDITIONS.c.name)
        .order_by(EDITIONS.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            code="offers_proposed",
            params={"edition": row.name, "offers": row.offers},
            href=f"/immersions/{row.slug}/setup#proposed",
            minutes=2,
            icon="clipboard-check",
            tone="coeur",
        )
        for row in found
    ]


def _names(rows: list[ApprovalRow]) -> str:
    """Who waits, by name, two at most: the page has them all."""
    names = list(dict.fromkeys(row.person_name for row in rows))
    return ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")
