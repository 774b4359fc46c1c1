"""Cascade messages half-way down: layers that understood, teams nobody reached, questions upwards."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from backend import circles
from backend.circles import UpwardAnswerInput, UpwardQuestionInput
from backend.circles.past_messages import PastReading, read_in_the_past, roll_up
from backend.core.db import Session
from seeds.circles import People
from seeds.days import Days
from seeds.message_plans import CASCADES, Cascade
from seeds.organisation import Company, PlannedUnit
from seeds.people import BATCH, Seats, acting, ids_of
from seeds.seating import Seated

READ_BUT_NOT_YET = 0.08
ORPHANS = 0.2
SCATTERED = 0.7
"""Under this share, some teams were reached and others not at all."""
HAVE_UNDERSTOOD = frozenset({"helene", "solene", "nadia", "yann"})


class Reader(NamedTuple):
    """Somebody a message is addressed to: their seat, and the unit they sit in."""

    seat: int
    unit: int


class Read(NamedTuple):
    """That somebody opened the message, and when they understood, if they did."""

    seat: int
    read_at: datetime
    understood_at: datetime | None


async def bring_messages_in(
    session: Session, plan: Company, seats: Seats, seated: Sequence[Seated], people: People, days: Days
) -> None:
    """Publish the messages through their verbs, then tell how far each has gone since."""
    by_name = {circle.plan.name: circle for circle in seated}
    for cascade in CASCADES:
        dice = random.Random(f"{days.today} {plan.seats} {cascade.given.title}")
        home = by_name[cascade.circle]
        author = await acting(session, people[seats.of(cascade.author)])
        circle = await circles.get_circle(session, author, home.slug)
        message = await circles.draft_message(session, author, circle, cascade.given)
        if cascade.days is None:
            continue
        message = await circles.publish_message(session, author, message)
        await circles.address_everybody(session, message.id)
        reads = cascaded(plan, seats, home.unit, cascade, days, dice)
        while batch := list(islice(reads, BATCH)):
            ids = await ids_of(session, [seats.external_id(read.seat) for read in batch])
            await read_in_the_past(session, message.id, [_reading(read, ids, seats, dice) for read in batch])
        await roll_up(session, message, days.ago(cascade.days))
        for asked in cascade.questions:
            asker = await acting(session, people[seats.of(asked.asker)])
            question = await circles.ask_upwards(
                session, asker, message, UpwardQuestionInput(text=asked.text)
            )
            if asked.answer:
                given = UpwardAnswerInput(answer=asked.answer)
                await circles.answer_question(session, author, question, given)


def cascaded(
    plan: Company, seats: Seats, unit: PlannedUnit, cascade: Cascade, days: Days, dice: random.Random
) -> Iterator[Read]:
    """Who has read and understood, layer after layer: one opens when the one above is at half."""
    assert cascade.days is not None
    limit = days.ago(1, 20)
    opened: datetime | None = days.ago(cascade.days)
    wise = HAVE_UNDERSTOOD | {cascade.author}
    settled = {seat: member.key in wise for seat, member in seats.cast.items()}
    layers = sorted(layers_under(plan, seats, unit).items())
    for (_, readers), share in zip(layers, cascade.shares, strict=False):
        if opened is None or opened >= limit:
            return
        closed = min(limit, opened + timedelta(hours=cascade.hours))
        reads = list(_read(readers, share, opened, closed, settled, dice))
        yield from reads
        understood = sorted(read.understood_at for read in reads if read.understood_at)
        half = -(-len(readers) // 2)
        opened = understood[half - 1] if len(understood) >= half else None


def layers_under(plan: Company, seats: Seats, unit: PlannedUnit) -> Mapping[int, list[Reader]]:
    """The people of the unit and below who are still there, by management level."""
    layers: dict[int, list[Reader]] = {}
    for one in plan.units[unit.number : unit.last + 1]:
        for seat in range(one.first, one.first + one.size):
            if seat not in seats.leavers:
                level = one.depth + (seat != one.first)
                layers.setdefault(level, []).append(Reader(seat, one.number))
    return layers


def _read(
    readers: Sequence[Reader],
    share: float,
    start: datetime,
    end: datetime,
    settled: Mapping[int, bool],
    dice: random.Random,
) -> Iterator[Read]:
    """One layer's readings between two instants; where few have understood, whole teams were not reached.

    `settled` says of some seats whether they have understood, whatever the dice.
    """
    missed = {unit for unit in sorted({reader.unit for reader in readers}) if dice.random() < ORPHANS}
    scattered = share < SCATTERED
    reached = share / (1 - ORPHANS) if scattered else share
    for seat, unit in readers:
        luck, at = dice.random(), start + (end - start) * dice.random()
        understands = luck < reached and not (scattered and unit in missed)
        if settled.get(seat, understands):
            yield Read(seat, start + (at - start) * 0.9, at)
        elif seat not in settled and not scattered and luck < reached + READ_BUT_NOT_YET:
            yield Read(seat, at, None)


def _reading(read: Read, ids: Mapping[str, UUID], seats: Seats, dice: random.Random) -> PastReading:
    tries = dice.choice((1, 1, 1, 2, 3)) if read.understood_at else dice.choice((0, 1))
    return PastReading(ids[seats.external_id(read.seat)], read.read_at, tries, read.understood_at)
