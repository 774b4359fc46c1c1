"""The roll-ups of a message against a plain recount of who did what, on random companies."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from backend import circles
from backend.circles.models import CIRCLES
from backend.core import clock
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Database, Session
from backend.core.ids import new_id
from backend.core.listing import Page
from backend.identity import ORG_UNIT_HEADS, ORG_UNITS, PEOPLE
from tests.circles import message_scenes as scenes

HOURS = 10


@dataclass(frozen=True)
class Somebody:
    """A person of a random company: their unit, their level, whether they still work there."""

    unit: int
    level: int
    active: bool


@dataclass(frozen=True)
class Deed:
    """Who does what, so many hours after the deed before."""

    person: int
    kind: str
    hours: int


@dataclass(frozen=True)
class Company:
    people: list[Somebody]
    heads: dict[int, int]
    deeds: list[Deed]


@st.composite
def company(draw: st.DrawFn) -> Company:
    units = draw(st.integers(1, 4))
    somebody = st.builds(
        Somebody, st.integers(0, units - 1), st.integers(0, 4), st.sampled_from([True] * 5 + [False])
    )
    people = draw(st.lists(somebody, min_size=1, max_size=14))
    anybody = st.integers(0, len(people) - 1)
    deed = st.builds(Deed, anybody, st.sampled_from(["read", "wrong", "right", "right"]), st.integers(0, 6))
    return Company(
        people=people,
        heads=draw(st.dictionaries(st.integers(0, units - 1), anybody)),
        deeds=draw(st.lists(deed, max_size=30)),
    )


@dataclass
class Recount:
    """What the roll-ups should say, worked out from the whole history, without any roll-up."""

    company: Company
    start: datetime
    read: dict[int, datetime] = field(default_factory=dict)
    understood: dict[int, datetime] = field(default_factory=dict)

    def do(self, deed: Deed, at: datetime) -> None:
        if not self.company.people[deed.person].active:
            return
        self.read.setdefault(deed.person, at)
        if deed.kind == "right":
            self.understood.setdefault(deed.person, at)

    def layers(self) -> dict[int, tuple[Any, ...]]:
        found: dict[int, tuple[Any, ...]] = {}
        opened: datetime | None = self.start
        for level in sorted({one.level for one in self.company.people if one.active}):
            of = [i for i, one in enumerate(self.company.people) if one.active and one.level == level]
            half = self.half_of(of)
            due = opened + timedelta(hours=HOURS) if opened else None
            counts = (len(of), self.among(self.read, of), self.among(self.understood, of))
            found[level] = (*counts, opened, due, half)
            opened = half
        return found

    def units(self) -> dict[int, tuple[Any, ...]]:
        found, layers = {}, self.layers()
        for unit in {one.unit for one in self.company.people if one.active}:
            of = [i for i, one in enumerate(self.company.people) if one.active and one.unit == unit]
            head = self.understood.get(self.company.heads.get(unit, -1))
            times = [time for time in (self.half_of(of), head) if time]
            due = layers[max(self.company.people[i].level for i in of)][4]
            reached = min((self.read[i] for i in of if i in self.read), default=None)
            found[unit] = (
                len(of),
                self.among(self.read, of),
                self.among(self.understood, of),
                min(times, default=None),
                due,
                reached,
            )
        return found

    def orphans(self, at: datetime) -> set[int]:
        return {
            unit
            for unit, (*_, due, reached) in self.units().items()
            if due and due <= at and not (reached and reached <= due)
        }

    def half_of(self, of: list[int]) -> datetime | None:
        times = sorted(self.understood[i] for i in of if i in self.understood)
        needed = (len(of) + 1) // 2
        return times[needed - 1] if len(times) >= needed else None

    @staticmethod
    def among(done: dict[int, datetime], of: list[int]) -> int:
        return sum(i in done for i in of)


# Shrinking a failure would outlast the time a test is given; random companies are small enough to read.
@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(company=company())
async def test_layers_units_and_orphans_are_what_a_plain_recount_says(
    engine: Database, company: Company
) -> None:
    elapsed = timedelta()
    try:
        # Nothing is committed: each company is forgotten with its unit of work.
        async with engine.writing() as session:
            units, people, message = await published_in(session, company)
            assert message.published_at is not None
            recount = Recount(company, message.published_at)
            for deed in company.deeds:
                elapsed += timedelta(hours=deed.hours)
                clock.travel(elapsed)
                if company.people[deed.person].active:
                    recount.do(deed, await done(session, message, people[deed.person], deed))
            for later in (timedelta(), timedelta(hours=HOURS)):
                clock.travel(elapsed + later)
                await compare(session, message, units, recount)
    finally:
        clock.travel(timedelta())


async def published_in(session: Session, company: Company) -> tuple[list[UUID], list[Actor], circles.Message]:
    """The company written, and a message to all of it."""
    units = [new_id() for _ in range(1 + max(one.unit for one in company.people))]
    people = [
        Actor(person_id=new_id(), org_unit_id=units[one.unit], level=one.level) for one in company.people
    ]
    await session.execute(
        sa.insert(ORG_UNITS), [{"id": unit, "name": str(unit), "path": str(unit)} for unit in units]
    )
    await session.execute(
        sa.insert(PEOPLE),
        [
            {
                "id": person.person_id,
                "email": str(person.person_id),
                "given_name": "Prénom",
                "family_name": "Durand",
                "org_unit_id": person.org_unit_id,
                "level": person.level,
                "status": "active" if one.active else "inactive",
            }
            for person, one in zip(people, company.people, strict=True)
        ],
    )
    heads = [
        {"org_unit_id": units[unit], "person_id": people[head].person_id, "declared": True}
        for unit, head in company.heads.items()
        if unit < len(units)
    ]
    if heads:
        await session.execute(sa.insert(ORG_UNIT_HEADS), heads)
    made = await session.execute(
        sa.insert(CIRCLES)
        .values(slug=str(new_id()), name="Cœur", kind="evangelist", join_policy="open")
        .returning(CIRCLES.c.id)
    )
    circle = await circles.get_circle_by_id(session, SYSTEM, made.scalar_one())
    draft = await circles.draft_message(session, SYSTEM, circle, scenes.a_message(hours_per_layer=HOURS))
    return units, people, await circles.publish_message(session, SYSTEM, draft)


async def done(session: Session, message: circles.Message, person: Actor, deed: Deed) -> datetime:
    """Do it through the verbs; the instant of the person's first such deed."""
    if deed.kind == "read":
        await circles.read_message(session, person, message)
    else:
        choice = scenes.RIGHT if deed.kind == "right" else scenes.WRONG
        await circles.acknowledge_message(session, person, message, choice=choice)
    row = await circles.message_row(session, person, message.id)
    at = row.understood_at if deed.kind == "right" else row.read_at
    assert at is not None
    return at


async def compare(session: Session, message: circles.Message, units: list[UUID], recount: Recount) -> None:
    everything = Page(first=100)
    layers = (await circles.layer_rows(session, [message.id]))[message.id]
    assert {
        row.layer: (row.headcount, row.reached, row.understood, row.opened_at, row.due_at, row.half_at)
        for row in layers
    } == recount.layers()
    found = await circles.unit_rows(session, [message.id], everything)
    teams = found[message.id].items if found else ()
    assert {
        units.index(row.org_unit_id): (
            row.headcount,
            row.reached,
            row.understood,
            row.understood_at,
            row.due_at,
            row.reached_at,
        )
        for row in teams
    } == recount.units()
    late = await circles.orphan_rows(session, [message.id], everything)
    orphans = late[message.id].items if late else ()
    assert {units.index(row.org_unit_id) for row in orphans} == recount.orphans(clock.now())
    total, understood = await circles.unit_count(session, message.id)
    assert (total, understood) == (len(teams), sum(row.understood_at is not None for row in teams))
