"""The day: acknowledging its rules, ticking its hearts, arriving, or saying that somebody could not come."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import insert_new
from backend.immersions import errors
from backend.immersions.codes import is_code_of
from backend.immersions.hearts import BY_HAND, PARTS, Part
from backend.immersions.held import Held, held_by
from backend.immersions.models import OFFERS, SLOT_HOSTS, SLOTS, VISIT_HEARTS, VISITS, Arrival, Edition, Heart
from backend.immersions.phases import Deed
from backend.immersions.policy import require_now
from backend.immersions.standing import standing_of

EARLY, LATE = timedelta(hours=2), timedelta(days=1)
"""One may say that one has arrived from so long before the start to so long after the end."""


async def check_in(
    session: Session,
    actor: Actor,
    edition: Edition,
    *,
    code: str | None = None,
    person_id: UUID | None = None,
) -> Held:
    """Say that the actor has arrived, by button or by the host's code; hosts and leaders say it of others.

    A second time changes nothing, and one who was said to be absent has come after all.
    Errors: PhaseForbids, WelcomersOnly, NotExpected, WrongCode, NotTheDay, RulesFirst.
    """
    held = await _visited(session, actor, edition, person_id)
    if code is not None and not is_code_of(code, held.slot_id):
        raise errors.WrongCode
    if not held.starts_at - EARLY <= now() <= held.ends_at + LATE:
        raise errors.NotTheDay
    visit = await _begun(session, held)
    if held.ruled and not await _knows_rules(session, actor, held, visit.acknowledged_at):
        raise errors.RulesFirst
    if visit.arrived_at is not None:
        return held
    how = Arrival.HOST if held.person_id != actor.person_id else Arrival.CODE if code else Arrival.BUTTON
    await session.execute(
        sa.update(VISITS).where(_of(held)).values(arrived_at=now(), arrived_by=how, missed_at=None)
    )
    await _record(session, actor, "visit.arrived", edition, held)
    return held


async def miss_visit(
    session: Session, actor: Actor, edition: Edition, *, person_id: UUID | None = None
) -> Held:
    """Note that the actor could not come after all, or that somebody did not; arriving later undoes it.

    Errors: PhaseForbids, WelcomersOnly, NotExpected, NotTheDay before the date starts.
    """
    held = await _visited(session, actor, edition, person_id)
    if now() < held.starts_at:
        raise errors.NotTheDay
    if (await _begun(session, held)).missed_at is None:
        missed = {"missed_at": now(), "arrived_at": None, "arrived_by": None}
        await session.execute(sa.update(VISITS).where(_of(held)).values(**missed))
        await _record(session, actor, "visit.missed", edition, held)
    return held


async def acknowledge_rules(session: Session, actor: Actor, edition: Edition) -> Held:
    """The visitor acknowledges the rules of the day. Errors: PhaseForbids, NotExpected."""
    require_now(edition, Deed.VISIT)
    held = await held_by(session, edition, actor.person_id)
    if (await _begun(session, held)).acknowledged_at is None:
        await session.execute(sa.update(VISITS).where(_of(held)).values(acknowledged_at=now()))
        await _record(session, actor, "visit.acknowledged", edition, held)
    return held


async def acknowledge_as_host(session: Session, actor: Actor, edition: Edition, slot_id: UUID) -> None:
    """The host of a date acknowledges its rules. Errors: PhaseForbids, WelcomersOnly."""
    require_now(edition, Deed.VISIT)
    mine = sa.and_(SLOT_HOSTS.c.slot_id == slot_id, SLOT_HOSTS.c.person_id == actor.person_id)
    of_edition = sa.exists().where(
        SLOTS.c.id == SLOT_HOSTS.c.slot_id,
        OFFERS.c.id == SLOTS.c.offer_id,
        OFFERS.c.edition_id == edition.id,
    )
    at = sa.func.coalesce(SLOT_HOSTS.c.acknowledged_at, now())
    said = await session.execute(sa.update(SLOT_HOSTS).where(mine, of_edition).values(acknowledged_at=at))
    if not said.rowcount:
        raise errors.WelcomersOnly
    await events.record(session, actor, "visit.host_acknowledged", "edition", edition.id, slot_id=slot_id)


async def tick_heart(
    session: Session, actor: Actor, edition: Edition, heart: Heart, *, done: bool = True
) -> Held:
    """Fill or empty a heart that is ticked by hand. Errors: PhaseForbids, NotExpected, CountedByItself."""
    if heart not in BY_HAND:
        raise errors.CountedByItself
    require_now(edition, Deed.DEBRIEF if heart in PARTS[Part.AFTER] else Deed.VISIT)
    held = await held_by(session, edition, actor.person_id)
    if done:
        row = sa.select(
            sa.literal(held.placement_id, VISIT_HEARTS.c.placement_id.type),
            sa.literal(heart, VISIT_HEARTS.c.heart.type),
            sa.literal(now(), VISIT_HEARTS.c.ticked_at.type),
        )
        filled = insert_new(session, VISIT_HEARTS, ["placement_id", "heart", "ticked_at"], row)
        changed = await session.scalar(filled.returning(VISIT_HEARTS.c.heart))
    else:
        emptied = sa.delete(VISIT_HEARTS).where(
            VISIT_HEARTS.c.placement_id == held.placement_id, VISIT_HEARTS.c.heart == heart
        )
        changed = await session.scalar(emptied.returning(VISIT_HEARTS.c.heart))
    if changed is not None:
        name = "visit.ticked" if done else "visit.unticked"
        await events.record(session, actor, name, "edition", edition.id, heart=heart.value)
    return held


async def _visited(session: Session, actor: Actor, edition: Edition, person_id: UUID | None) -> Held:
    """The place spoken of, the actor's own or one they may speak of."""
    own = person_id in (None, actor.person_id)
    leads = own or (await standing_of(session, actor, edition)).leads
    try:
        held = await held_by(session, edition, person_id or actor.person_id, oneself=own)
    except errors.NotExpected:
        if leads:
            raise
        raise errors.WelcomersOnly from None
    if not leads:
        mine = sa.select(SLOT_HOSTS.c.slot_id).where(
            SLOT_HOSTS.c.slot_id == held.slot_id, SLOT_HOSTS.c.person_id == actor.person_id
        )
        if await session.scalar(mine) is None:
            raise errors.WelcomersOnly
    require_now(edition, Deed.VISIT)
    return held


async def _knows_rules(session: Session, actor: Actor, held: Held, acknowledged_at: datetime | None) -> bool:
    """Whether the actor acknowledged the rules as the visitor or as the host; a leader is neither."""
    if held.person_id == actor.person_id:
        return acknowledged_at is not None
    unread = sa.exists().where(
        SLOT_HOSTS.c.slot_id == held.slot_id,
        SLOT_HOSTS.c.person_id == actor.person_id,
        SLOT_HOSTS.c.acknowledged_at.is_(None),
    )
    return not await session.scalar(sa.select(unread))


async def _begun(session: Session, held: Held) -> sa.Row[tuple[datetime | None, ...]]:
    """What is known of the visit, its row made where there was none, and locked."""
    row = sa.select(sa.literal(held.placement_id, VISITS.c.placement_id.type))
    await session.execute(insert_new(session, VISITS, ["placement_id"], row))
    found = await session.execute(
        sa.select(VISITS.c.acknowledged_at, VISITS.c.arrived_at, VISITS.c.missed_at)
        .where(_of(held))
        .with_for_update()
    )
    visit: sa.Row[tuple[datetime | None, ...]] = found.one()
    return visit


def _of(held: Held) -> sa.ColumnElement[bool]:
    return VISITS.c.placement_id == held.placement_id


async def _record(session: Session, actor: Actor, name: str, edition: Edition, held: Held) -> None:
    await events.record(
        session, actor, name, "person", held.person_id, edition_id=edition.id, slot_id=held.slot_id
    )
