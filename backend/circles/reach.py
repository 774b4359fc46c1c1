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
from backend.circles.models import MESSAGE_UNITS as UNITS
from backend.circles.models import Message
from backend.core.db import Session, alias_of


@dataclass(frozen=True, slots=True)
class Step:
    """What has just happened for one person: reached for the first time, understood, or both.

    `layer` and `unit_id` are theirs at publication; no layer for people not addressed.
    """

    person_id: UUID
    unit_id: UUID | None
    layer: int | None
    reached: bool
    understood: bool


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
    row = moved.one_or_none()
    if row is None:
        # An import has just brought somebody to a level where nobody was; `addressing` adds it soon.
        return False
    now_understood, headcount = row
    # Steps are counted one by one under the row's lock: a single one of them crosses the half.
    return step.understood and now_understood * 2 >= headcount > (now_understood - 1) * 2


async def _open_next(session: Session, message: Message, layer: int, at: datetime) -> None:
    """Start the clock of the next layer where somebody is addressed, if it has not started."""
    below = alias_of(LAYERS, "below")
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
