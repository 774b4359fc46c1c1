"""How far a message has gone: roll-ups frozen at publication, then moved by conditional statements.

Every transaction takes the rows of layers from the top down, then those of units in the order of their ids,
so that no two of them can wait for each other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import MESSAGE_LAYERS as LAYERS
from backend.circles.models import MESSAGE_READINGS as READINGS
from backend.circles.models import MESSAGE_UNITS as UNITS
from backend.circles.models import Circle, Message
from backend.core.db import Session
from backend.identity import ORG_UNIT_HEADS, PEOPLE, PersonStatus, subtree


@dataclass(frozen=True, slots=True)
class Step:
    """What has just happened for one person: reached for the first time, understood, or both.

    `layer` and `unit_id` are theirs at publication; no layer for who was not addressed.
    """

    person_id: UUID
    unit_id: UUID | None
    layer: int | None
    reached: bool
    understood: bool


def addressed(circle: Circle) -> sa.ColumnElement[bool]:
    """The active people under the circle's unit; of the company when it has none."""
    active = PEOPLE.c.status == PersonStatus.ACTIVE
    if circle.org_unit_id is None:
        return active
    return sa.and_(active, PEOPLE.c.org_unit_id.in_(subtree(circle.org_unit_id)))


async def audience_size(session: Session, circle: Circle) -> int:
    """How many people a message of this circle would be addressed to today."""
    found = await session.execute(sa.select(sa.func.count()).select_from(PEOPLE).where(addressed(circle)))
    return int(found.scalar_one())


async def freeze(session: Session, message: Message, circle: Circle, at: datetime) -> int:
    """Write who is addressed, and the roll-ups of their layers and units; the first layer opens.

    Three statements, whatever the number of people, which is returned.
    """
    one = sa.literal(message.id, READINGS.c.message_id.type)
    people = sa.select(one, PEOPLE.c.id, PEOPLE.c.org_unit_id, PEOPLE.c.level, sa.literal(0))
    columns = ["message_id", "person_id", "unit_id", "layer", "tries"]
    everybody = sa.insert(READINGS).from_select(
        columns, people.where(addressed(circle)), include_defaults=False
    )
    written = await session.execute(everybody.execution_options(preserve_rowcount=True))
    await _freeze_layers(session, message, at)
    await _freeze_units(session, message)
    return int(written.rowcount)


async def _freeze_layers(session: Session, message: Message, at: datetime) -> None:
    ours = READINGS.c.message_id == message.id
    first = sa.select(sa.func.min(READINGS.c.layer)).where(ours).correlate(None).scalar_subquery()
    is_first = READINGS.c.layer == first
    due = at + timedelta(hours=message.hours_per_layer)
    rows = (
        sa.select(
            READINGS.c.message_id,
            READINGS.c.layer,
            sa.func.count(),
            sa.literal(0),
            sa.literal(0),
            sa.case((is_first, sa.literal(at, LAYERS.c.opened_at.type))),
            sa.case((is_first, sa.literal(due, LAYERS.c.due_at.type))),
        )
        .where(ours)
        .group_by(READINGS.c.message_id, READINGS.c.layer)
    )
    columns = ["message_id", "layer", "headcount", "reached", "understood", "opened_at", "due_at"]
    await session.execute(sa.insert(LAYERS).from_select(columns, rows, include_defaults=False))


async def _freeze_units(session: Session, message: Message) -> None:
    rows = (
        sa.select(
            READINGS.c.message_id,
            READINGS.c.unit_id,
            ORG_UNIT_HEADS.c.person_id,
            sa.func.max(READINGS.c.layer),
            sa.func.count(),
            sa.literal(0),
            sa.literal(0),
            sa.false(),
        )
        .outerjoin(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == READINGS.c.unit_id)
        .where(READINGS.c.message_id == message.id, READINGS.c.unit_id.is_not(None))
        .group_by(READINGS.c.message_id, READINGS.c.unit_id, ORG_UNIT_HEADS.c.person_id)
    )
    columns = [
        "message_id",
        "org_unit_id",
        "head_id",
        "layer",
        "headcount",
        "reached",
        "understood",
        "head_understood",
    ]
    await session.execute(sa.insert(UNITS).from_select(columns, rows, include_defaults=False))


async def count(session: Session, message: Message, step: Step, at: datetime) -> None:
    """Add one person's step to the roll-ups: at most three statements, once per step.

    The caller has settled, by a conditional statement on the person's row, that the step is new.
    """
    if step.layer is not None and await _count_layer(session, message, step, at):
        await _open_next(session, message, step.layer, at)
    await _count_units(session, message, step, at)


async def _count_layer(session: Session, message: Message, step: Step, at: datetime) -> bool:
    """Whether this very step brought the layer to its half."""
    understood = LAYERS.c.understood + int(step.understood)
    moment = sa.literal(at, LAYERS.c.half_at.type)
    moved = await session.execute(
        sa.update(LAYERS)
        .where(LAYERS.c.message_id == message.id, LAYERS.c.layer == step.layer)
        .values(
            reached=LAYERS.c.reached + int(step.reached),
            understood=understood,
            half_at=_first(LAYERS.c.half_at, moment, understood * 2 >= LAYERS.c.headcount),
        )
        .returning(LAYERS.c.understood, LAYERS.c.headcount)
    )
    now_understood, headcount = moved.one()
    # Steps are counted one by one under the row's lock: a single one of them crosses the half.
    return step.understood and now_understood * 2 >= headcount > (now_understood - 1) * 2


async def _open_next(session: Session, message: Message, layer: int, at: datetime) -> None:
    """Start the clock of the next layer where somebody is addressed, if it has not started."""
    below = LAYERS.alias("below")
    following = (
        sa.select(sa.func.min(below.c.layer))
        .where(below.c.message_id == message.id, below.c.layer > layer)
        .scalar_subquery()
    )
    await session.execute(
        sa.update(LAYERS)
        .where(
            LAYERS.c.message_id == message.id,
            LAYERS.c.layer == following,
            LAYERS.c.opened_at.is_(None),
        )
        .values(opened_at=at, due_at=at + timedelta(hours=message.hours_per_layer))
    )


async def _count_units(session: Session, message: Message, step: Step, at: datetime) -> None:
    """Count the person in their unit, and as the head of those they head."""
    in_unit = UNITS.c.org_unit_id == step.unit_id
    # A unit may have no head, and what is compared with nothing is neither true nor false.
    heads = sa.func.coalesce(UNITS.c.head_id == step.person_id, sa.false()) if step.understood else sa.false()
    moment = sa.literal(at, UNITS.c.reached_at.type)
    understood = UNITS.c.understood + sa.case((in_unit, int(step.understood)), else_=0)
    enough = sa.or_(heads, understood * 2 >= UNITS.c.headcount)
    locked = (
        sa.select(UNITS.c.org_unit_id)
        .where(UNITS.c.message_id == message.id, sa.or_(in_unit, heads))
        .order_by(UNITS.c.org_unit_id)
        .with_for_update()
        .cte("locked")
    )
    await session.execute(
        sa.update(UNITS)
        .where(UNITS.c.message_id == message.id, UNITS.c.org_unit_id.in_(sa.select(locked.c.org_unit_id)))
        .values(
            reached=UNITS.c.reached + sa.case((in_unit, int(step.reached)), else_=0),
            reached_at=_first(UNITS.c.reached_at, moment, sa.and_(in_unit, sa.literal(step.reached))),
            understood=understood,
            head_understood=sa.or_(UNITS.c.head_understood, heads),
            understood_at=_first(UNITS.c.understood_at, moment, enough),
        )
    )


def _first(
    column: sa.Column[Any], moment: sa.ColumnElement[Any], when: sa.ColumnElement[bool]
) -> sa.ColumnElement[Any]:
    """`column` set to `moment` the first time `when` is true, and kept from then on."""
    return sa.case((sa.and_(column.is_(None), when), moment), else_=column)
