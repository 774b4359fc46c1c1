"""Whom a message is addressed to: counted when it is published, then given their rows unit after unit.

The first units have theirs within the publication itself: all of them in a company of some thousands. In a
larger one a job goes on, so that publishing answers at once; whoever opens the message before their turn
brings their own unit's forward.
"""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import CIRCLES, MESSAGES, Circle, Message, MessageStatus
from backend.circles.models import MESSAGE_LAYERS as LAYERS
from backend.circles.models import MESSAGE_READINGS as READINGS
from backend.circles.models import MESSAGE_UNITS as UNITS
from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import insert_new
from backend.identity import ORG_UNIT_HEADS, PEOPLE, PersonStatus, subtree

AT_ONCE = 3000
"""People given their rows in one unit of work, or one whole unit where it has more: about half a second."""
MOST_UNITS = 500


def addressed(circle_unit: UUID | None) -> sa.ColumnElement[bool]:
    """The active people under the circle's unit; of the company when it has none."""
    active = PEOPLE.c.status == PersonStatus.ACTIVE
    if circle_unit is None:
        return active
    return sa.and_(active, PEOPLE.c.org_unit_id.in_(subtree(circle_unit)))


async def audience_size(session: Session, circle: Circle) -> int:
    """How many people a message of this circle would be addressed to today."""
    who = addressed(circle.org_unit_id)
    found = await session.execute(sa.select(sa.func.count()).select_from(PEOPLE).where(who))
    return int(found.scalar_one())


async def freeze(session: Session, message: Message, circle: Circle, at: datetime) -> int:
    """Count the layers addressed, open the first one, and address the first units; returns how many people.

    A constant number of statements, whatever the number of people.
    """
    level, due = PEOPLE.c.level, at + timedelta(hours=message.hours_per_layer)
    counted = (
        sa.select(level, sa.func.count().label("people"))
        .where(addressed(circle.org_unit_id))
        .group_by(level)
        .order_by(level)
    )
    layers = (await session.execute(counted)).all()
    first = {"opened_at": at, "due_at": due}
    rows = [
        {"message_id": message.id, "layer": layer, "headcount": people, "reached": 0, "understood": 0}
        | (first if n == 0 else dict.fromkeys(first))
        for n, (layer, people) in enumerate(layers)
    ]
    if rows:
        await session.execute(sa.insert(LAYERS), rows)
    message.people = sum(row.people for row in layers)
    await session.flush()
    await address_next(session, message.id)
    return message.people


async def address_next(session: Session, message_id: UUID) -> bool:
    """Address the next units of a published message; True while some are left."""
    found = await session.execute(
        sa.select(MESSAGES.c.addressed_up_to, MESSAGES.c.addressed_at, CIRCLES.c.org_unit_id)
        .join(CIRCLES, CIRCLES.c.id == MESSAGES.c.circle_id)
        .where(MESSAGES.c.id == message_id, MESSAGES.c.status == MessageStatus.PUBLISHED)
        .with_for_update(of=MESSAGES)
    )
    message = found.one_or_none()
    if message is None or message.addressed_at is not None:
        return False
    after, who = message.addressed_up_to, addressed(message.org_unit_id)
    last, is_end = await _reach_of_one_turn(session, who, after)
    turn: list[sa.ColumnElement[bool]] = [PEOPLE.c.org_unit_id.is_not(None)]
    if after is not None:
        turn.append(PEOPLE.c.org_unit_id > after)
    if last is not None:
        turn.append(PEOPLE.c.org_unit_id <= last)
    await _address(session, message_id, sa.and_(who, *turn))
    values: dict[str, object] = {"addressed_up_to": last}
    if is_end:
        # People without a unit come last, and are few.
        await _address(session, message_id, sa.and_(who, PEOPLE.c.org_unit_id.is_(None)))
        await _settle_layers(session, message_id)
        values["addressed_at"] = now()
    await session.execute(sa.update(MESSAGES).where(MESSAGES.c.id == message_id).values(**values))
    return not is_end


async def addressed_count(session: Session, message_id: UUID) -> int:
    """How many of the people addressed have their row by now."""
    rows = sa.select(sa.func.count()).select_from(READINGS)
    found = await session.execute(
        rows.where(READINGS.c.message_id == message_id, READINGS.c.layer.is_not(None))
    )
    return int(found.scalar_one())


async def address_everybody(session: Session, message_id: UUID) -> None:
    """Address all the units that are left, in the caller's transaction (seeds and imports of the past)."""
    while await address_next(session, message_id):
        pass


async def address_unit_of(session: Session, message: Message, person_id: UUID | None) -> None:
    """Bring forward the unit of somebody who opens a message that is still being addressed."""
    circle = sa.select(CIRCLES.c.org_unit_id).where(CIRCLES.c.id == message.circle_id)
    circle_unit = (await session.execute(circle)).scalar_one()
    unit = sa.select(PEOPLE.c.org_unit_id).where(PEOPLE.c.id == person_id)
    unit_id = (await session.execute(unit)).scalar_one_or_none()
    here = PEOPLE.c.id == person_id if unit_id is None else PEOPLE.c.org_unit_id == unit_id
    await _address(session, message.id, sa.and_(addressed(circle_unit), here))


async def _reach_of_one_turn(
    session: Session, who: sa.ColumnElement[bool], after: UUID | None
) -> tuple[UUID | None, bool]:
    """The last unit of the next turn (None where no unit is left), and whether it is the last of all."""
    unit = PEOPLE.c.org_unit_id
    sizes = sa.select(unit, sa.func.count()).where(who, unit.is_not(None)).group_by(unit).order_by(unit)
    if after is not None:
        sizes = sizes.where(unit > after)
    rows = (await session.execute(sizes.limit(MOST_UNITS + 1))).all()
    taken, last = 0, None
    for n, (unit_id, people) in enumerate(rows):
        if n == MOST_UNITS or (n and taken + people > AT_ONCE):
            return last, False
        taken, last = taken + people, unit_id
    return last, True


async def _address(session: Session, message_id: UUID, who: sa.ColumnElement[bool]) -> None:
    """Write the rows of these people and of their units, unless they are there already."""
    one, unit, none = sa.literal(message_id, READINGS.c.message_id.type), PEOPLE.c.org_unit_id, sa.literal(0)
    names = ["message_id", "org_unit_id", "head_id", "layer", "headcount", "reached", "understood"]
    teams = (
        sa.select(
            one,
            unit,
            ORG_UNIT_HEADS.c.person_id,
            sa.func.max(PEOPLE.c.level),
            sa.func.count(),
            none,
            none,
            sa.false(),
        )
        .outerjoin(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == unit)
        .where(who, unit.is_not(None))
        .group_by(unit, ORG_UNIT_HEADS.c.person_id)
    )
    await session.execute(insert_new(session, UNITS, [*names, "head_understood"], teams))
    people = sa.select(one, PEOPLE.c.id, unit, PEOPLE.c.level, none).where(who)
    columns = ["message_id", "person_id", "unit_id", "layer", "tries"]
    await session.execute(insert_new(session, READINGS, columns, people))


async def _settle_layers(session: Session, message_id: UUID) -> None:
    """Count in the layers whom an import has brought there since the message was published."""
    counted = (
        sa.select(
            READINGS.c.layer,
            sa.func.count().label("people"),
            sa.func.count(READINGS.c.read_at).label("reached"),
            sa.func.count(READINGS.c.understood_at).label("understood"),
        )
        .where(READINGS.c.message_id == message_id, READINGS.c.layer.is_not(None))
        .group_by(READINGS.c.layer)
        .subquery("counted")
    )
    ours = LAYERS.c.message_id == message_id
    await session.execute(
        sa.update(LAYERS)
        .where(ours, LAYERS.c.layer == counted.c.layer, LAYERS.c.headcount < counted.c.people)
        .values(headcount=counted.c.people)
    )
    one = sa.literal(message_id, LAYERS.c.message_id.type)
    rows = sa.select(one, *counted.c).where(counted.c.layer.not_in(sa.select(LAYERS.c.layer).where(ours)))
    names = ["message_id", "layer", "headcount", "reached", "understood"]
    await session.execute(insert_new(session, LAYERS, names, rows))
