"""Cascade messages, half-way down: layers that have understood, teams nobody has reached, questions upwards."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from backend import circles
from backend.circles import MembershipStatus, UpwardAnswerInput, UpwardQuestionInput
from backend.circles.past_messages import PastReading, read_in_the_past, roll_up
from backend.core.db import Session
from seeds.circles import People
from seeds.days import Days
from seeds.gatherings import acting
from seeds.message_plans import CASCADES, Cascade
from seeds.organisation import Company, PlannedUnit
from seeds.people import BATCH, Seats, ids_of
from seeds.seating import Seated

READ_BUT_NOT_YET = 0.08
ORPHANS = 0.2
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
        reads = cascaded(plan, seats, home.unit, cascade, days, dice)
        while batch := list(islice(reads, BATCH)):
            ids = await ids_of(session, [seats.external_id(read.seat) for read in batch])
            await read_in_the_past(session, message.id, [_reading(read, ids, seats, dice) for read in batch])
        await roll_up(session, message, days.ago(cascade.days))
        members = [people[s.seat] for s in home.spells if s.status is MembershipStatus.ACTIVE]
        for text, answer in cascade.questions:
            asker = await acting(session, dice.choice(members))
            question = await circles.ask_upwards(session, asker, message, UpwardQuestionInput(text=text))
            if answer:
                await circles.answer_question(session, author, question, UpwardAnswerInput(answer=answer))


def cascaded(
    plan: Company, seats: Seats, unit: PlannedUnit, cascade: Cascade, days: Days, dice: random.Random
) -> Iterator[Read]:
    """Who has read and understood, layer after layer: one opens when the one above is at half."""
    assert cascade.days is not None
    limit = days.ago(1, 20)
    opened: datetime | None = days.ago(cascade.days)
    layers = sorted(layers_under(plan, seats, unit).items())
    for (_, readers), share in zip(layers, cascade.shares, strict=False):
        if opened is None or opened >= limit:
            return
        reads = list(
            _read(readers, share, opened, min(limit, opened + timedelta(hours=cascade.hours)), seats, dice)
        )
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
    seats: Seats,
    dice: random.Random,
) -> Iterator[Read]:
    """One layer's readings between two instants; where few have understood, whole teams were not reached."""
    missed = {unit for unit in sorted({reader.unit for reader in readers}) if dice.random() < ORPHANS}
    orphaned = share < 0.7
    reached = share / (1 - ORPHANS) if orphaned else share
    for seat, unit in readers:
        member = seats.cast.get(seat)
        luck, at = dice.random(), start + (end - start) * dice.random()
        if member:
            luck = 0.0 if member.key in HAVE_UNDERSTOOD else 1.0
        if luck < reached and (member or not orphaned or unit not in missed):
            yield Read(seat, start + (at - start) * 0.9, at)
        elif luck < reached + READ_BUT_NOT_YET and not orphaned:
            yield Read(seat, at, None)


def _reading(read: Read, ids: Mapping[str, UUID], seats: Seats, dice: random.Random) -> PastReading:
    tries = dice.choice((1, 1, 1, 2, 3)) if read.understood_at else dice.choice((0, 1))
    return PastReading(ids[seats.external_id(read.seat)], read.read_at, tries, read.understood_at)
