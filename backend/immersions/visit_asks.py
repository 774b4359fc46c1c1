"""What the days ask of visitors and of hosts: to prepare, to say that one is there, to tell it afterwards."""

from datetime import timedelta

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.today import Ask
from backend.immersions.models import (
    DEBRIEFS,
    EDITIONS,
    OFFERS,
    PLACEMENTS,
    SLOT_HOSTS,
    SLOTS,
    VISIT_HEARTS,
    VISITS,
    Heart,
    Phase,
)
from backend.immersions.phases import ALLOWED, Deed
from backend.immersions.visits import EARLY

MOST = 3
SOON = timedelta(days=7)
"""How long before a day one is asked to prepare it."""
VISITED = [phase for phase in Phase if Deed.VISIT in ALLOWED[phase]]
TOLD = [phase for phase in Phase if Deed.DEBRIEF in ALLOWED[phase]]


async def visit_asks(session: Session, actor: Actor) -> list[Ask]:
    """What the actor's days, and the dates they host, ask of them: two statements."""
    return [*await _of_visitor(session, actor), *await _of_host(session, actor)]


async def _of_visitor(session: Session, actor: Actor) -> list[Ask]:
    at = now()
    read = sa.exists().where(
        VISIT_HEARTS.c.placement_id == PLACEMENTS.c.id, VISIT_HEARTS.c.heart == Heart.KIT
    )
    told = sa.exists().where(DEBRIEFS.c.slot_id == SLOTS.c.id, DEBRIEFS.c.person_id == PLACEMENTS.c.person_id)
    came, absent = VISITS.c.arrived_at.is_not(None), VISITS.c.missed_at.is_not(None)
    ready = sa.and_(read, VISITS.c.acknowledged_at.is_not(None))
    visited = EDITIONS.c.phase.in_(VISITED)
    near = sa.and_(SLOTS.c.starts_at <= at + EARLY, SLOTS.c.ends_at > at)
    ahead = sa.and_(SLOTS.c.starts_at > at, SLOTS.c.starts_at <= at + SOON)
    code = sa.case(
        (sa.and_(visited, near, ~came, ~absent), "day"),
        (sa.and_(visited, ahead, ~came, ~ready), "day_ahead"),
        (sa.and_(EDITIONS.c.phase.in_(TOLD), SLOTS.c.ends_at <= at, ~absent, ~told), "debrief"),
    )
    found = await session.execute(
        sa.select(EDITIONS.c.slug, EDITIONS.c.name, OFFERS.c.title, SLOTS.c.starts_at, code.label("code"))
        .select_from(PLACEMENTS)
        .join(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(EDITIONS, EDITIONS.c.id == PLACEMENTS.c.edition_id)
        .outerjoin(VISITS, VISITS.c.placement_id == PLACEMENTS.c.id)
        .where(PLACEMENTS.c.person_id == actor.person_id, PLACEMENTS.c.ended_at.is_(None), code.is_not(None))
        .order_by(SLOTS.c.starts_at)
        .limit(MOST)
    )
    return [_ask(row, PAGES[row.code]) for row in found]


async def _of_host(session: Session, actor: Actor) -> list[Ask]:
    """Dates with somebody to come: to get ready, then to tell. What nobody came to asks nothing."""
    at = now()
    told = sa.exists().where(DEBRIEFS.c.slot_id == SLOTS.c.id, DEBRIEFS.c.person_id == SLOT_HOSTS.c.person_id)
    expected = sa.exists().where(PLACEMENTS.c.slot_id == SLOTS.c.id, PLACEMENTS.c.ended_at.is_(None))
    came = sa.exists().where(
        PLACEMENTS.c.slot_id == SLOTS.c.id,
        PLACEMENTS.c.ended_at.is_(None),
        VISITS.c.placement_id == PLACEMENTS.c.id,
        VISITS.c.arrived_at.is_not(None),
    )
    ahead = sa.and_(SLOTS.c.ends_at > at, SLOTS.c.starts_at <= at + SOON)
    unready = SLOT_HOSTS.c.acknowledged_at.is_(None)
    code = sa.case(
        (sa.and_(EDITIONS.c.phase.in_(VISITED), ahead, unready, expected), "host_day"),
        (sa.and_(EDITIONS.c.phase.in_(TOLD), SLOTS.c.ends_at <= at, came, ~told), "host_debrief"),
    )
    found = await session.execute(
        sa.select(
            EDITIONS.c.slug,
            EDITIONS.c.name,
            OFFERS.c.title,
            SLOTS.c.id.label("slot_id"),
            SLOTS.c.starts_at,
            code.label("code"),
        )
        .select_from(SLOT_HOSTS)
        .join(SLOTS, SLOTS.c.id == SLOT_HOSTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(EDITIONS, EDITIONS.c.id == OFFERS.c.edition_id)
        .where(SLOT_HOSTS.c.person_id == actor.person_id, SLOTS.c.cancelled_at.is_(None), code.is_not(None))
        .order_by(SLOTS.c.starts_at)
        .limit(MOST)
    )
    return [_ask(row, PAGES[row.code].format(slot=row.slot_id)) for row in found]


PAGES = {
    "day": "day",
    "day_ahead": "day",
    "debrief": "day/debrief",
    "host_day": "visitors/{slot}",
    "host_debrief": "visitors/{slot}/debrief",
}
ICONS = {"day": "map-pin", "day_ahead": "book-open", "host_day": "users"}
MINUTES = {"day": 1, "day_ahead": 5, "debrief": 5, "host_day": 2, "host_debrief": 5}


def _ask(row: sa.Row[tuple[object, ...]], page: str) -> Ask:
    """The ask of a row; what is told after the day was due on it, and is never called late."""
    return Ask(
        code=row.code,
        params={"edition": row.name, "offer": row.title, "starts_at": row.starts_at},
        href=f"/immersions/{row.slug}/{page}",
        minutes=MINUTES[row.code],
        due=None if row.code.endswith("debrief") else row.starts_at,
        icon=ICONS.get(row.code, "message-circle"),
        tone="coeur",
    )
