"""Bringing in how far a message has already gone: set-based, for seeds and for a company that moves in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import MESSAGE_LAYERS as LAYERS
from backend.circles.models import MESSAGE_READINGS as READINGS
from backend.circles.models import MESSAGE_UNITS as UNITS
from backend.circles.models import MESSAGES, Message
from backend.core.db import Session


@dataclass(frozen=True, slots=True)
class PastReading:
    """When somebody addressed opened the message, after how many tries they understood, if they did."""

    person_id: UUID
    read_at: datetime
    tries: int = 0
    understood_at: datetime | None = None


async def read_in_the_past(session: Session, message_id: UUID, readings: Sequence[PastReading]) -> None:
    """Note these readings of a published message; `roll_up` counts them."""
    if not readings:
        return
    await session.execute(
        sa.update(READINGS)
        .where(READINGS.c.message_id == message_id, READINGS.c.person_id == sa.bindparam("_person"))
        .values(
            read_at=sa.bindparam("_read_at"),
            tries=sa.bindparam("_tries"),
            understood_at=sa.bindparam("_understood_at"),
        ),
        [
            {
                "_person": one.person_id,
                "_read_at": one.read_at,
                "_tries": one.tries,
                "_understood_at": one.understood_at,
            }
            for one in readings
        ],
    )


async def roll_up(session: Session, message: Message, published_at: datetime) -> None:
    """Count every layer and unit of the message again from its readings, as if it was published then."""
    await session.execute(
        sa.update(MESSAGES).where(MESSAGES.c.id == message.id).values(published_at=published_at)
    )
    await _layers(session, message, published_at)
    await _units(session, message)


async def _layers(session: Session, message: Message, published_at: datetime) -> None:
    ours, layer = READINGS.c.message_id == message.id, READINGS.c.layer
    counted = await session.execute(
        sa.select(
            layer, sa.func.count(), sa.func.count(READINGS.c.read_at), sa.func.count(READINGS.c.understood_at)
        )
        .where(ours, layer.is_not(None))
        .group_by(layer)
        .order_by(layer)
    )
    opened_at: datetime | None = published_at
    for number, headcount, reached, understood in counted.all():
        half_at = await _half_at(session, message, number, headcount) if opened_at else None
        due_at = opened_at + timedelta(hours=message.hours_per_layer) if opened_at else None
        await session.execute(
            sa.update(LAYERS)
            .where(LAYERS.c.message_id == message.id, LAYERS.c.layer == number)
            .values(
                reached=reached, understood=understood, opened_at=opened_at, due_at=due_at, half_at=half_at
            )
        )
        opened_at = half_at


async def _half_at(session: Session, message: Message, layer: int, headcount: int) -> datetime | None:
    """When half of the layer had understood, if it has."""
    found = await session.execute(
        sa.select(READINGS.c.understood_at)
        .where(
            READINGS.c.message_id == message.id,
            READINGS.c.layer == layer,
            READINGS.c.understood_at.is_not(None),
        )
        .order_by(READINGS.c.understood_at)
        .offset(-(-headcount // 2) - 1)
        .limit(1)
    )
    half_at: datetime | None = found.scalar_one_or_none()
    return half_at


async def _units(session: Session, message: Message) -> None:
    ours, unit = READINGS.c.message_id == message.id, READINGS.c.unit_id
    reached = (
        sa.select(unit, sa.func.count().label("people"), sa.func.min(READINGS.c.read_at).label("first"))
        .where(ours, READINGS.c.read_at.is_not(None))
        .group_by(unit)
        .subquery("reached")
    )
    await session.execute(
        sa.update(UNITS)
        .where(UNITS.c.message_id == message.id, UNITS.c.org_unit_id == reached.c.unit_id)
        .values(reached=reached.c.people, reached_at=reached.c.first)
    )
    rank = sa.func.row_number().over(partition_by=unit, order_by=READINGS.c.understood_at).label("rank")
    ranked = (
        sa.select(unit, READINGS.c.understood_at, rank)
        .where(ours, READINGS.c.understood_at.is_not(None))
        .subquery("ranked")
    )
    enough = ranked.c.rank * 2 >= UNITS.c.headcount
    understood = (
        sa.select(
            ranked.c.unit_id,
            sa.func.count().label("people"),
            sa.func.min(sa.case((enough, ranked.c.understood_at))).label("half_at"),
        )
        .join(UNITS, sa.and_(UNITS.c.message_id == message.id, UNITS.c.org_unit_id == ranked.c.unit_id))
        .group_by(ranked.c.unit_id)
        .subquery("understood")
    )
    await session.execute(
        sa.update(UNITS)
        .where(UNITS.c.message_id == message.id, UNITS.c.org_unit_id == understood.c.unit_id)
        .values(understood=understood.c.people, understood_at=understood.c.half_at)
    )
    first = sa.case(
        (
            sa.or_(UNITS.c.understood_at.is_(None), READINGS.c.understood_at < UNITS.c.understood_at),
            READINGS.c.understood_at,
        ),
        else_=UNITS.c.understood_at,
    )
    await session.execute(
        sa.update(UNITS)
        .where(
            UNITS.c.message_id == message.id,
            READINGS.c.message_id == message.id,
            READINGS.c.person_id == UNITS.c.head_id,
            READINGS.c.understood_at.is_not(None),
        )
        .values(head_understood=True, understood_at=first)
    )
