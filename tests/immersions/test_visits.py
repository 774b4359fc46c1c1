"""The day: rules, hearts, arriving by button, by code and by the host, and not coming."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from backend import immersions
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.core.listing import Page
from backend.events import EVENTS
from backend.immersions import Heart, NoteInput, Phase, errors
from backend.immersions.models import PLACEMENTS, SLOTS
from tests.cast import Cast
from tests.immersions.days import a_day
from tests.immersions.scene import acting
from tests.journeys.scene import a_journey

HOUR = timedelta(hours=1)


async def test_ines_arrives_once_and_thomas_and_solene_see_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, slot_id = await a_day(session, cast, starts_in=HOUR)
        ines, thomas, solene = [await acting(session, cast, one) for one in ("ines", "thomas", "solene")]
        for _ in range(2):
            await immersions.check_in(session, ines, edition)
        day = await immersions.my_day(session, ines, edition.id)
        assert day is not None
        assert Heart.ARRIVE in day.done.hearts
        for who in (thomas, solene):
            [row] = (await immersions.visitors(session, who, edition.id, Page())).items
            assert row.arrived_at == day.arrived_at
        [welcome] = await immersions.welcomes(session, thomas, edition.id)
        assert (welcome.slot_id, welcome.expected, welcome.arrived) == (slot_id, 1, 1)
        named = sa.select(sa.func.count()).where(EVENTS.c.name == "visit.arrived")
        assert await session.scalar(named) == 1


async def test_needs_are_told_to_the_host_alone(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast)
        needs = {}
        for name in ("thomas", "solene", "karim", "ines"):
            listing = await immersions.visitors(
                session, await acting(session, cast, name), edition.id, Page()
            )
            needs[name] = [row.needs for row in listing.items]
    assert needs == {"thomas": ["Une pause à 13 h."], "solene": [""], "karim": [], "ines": []}


async def test_the_code_of_the_host_is_taken_however_typed_and_no_other(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, slot_id = await a_day(session, cast)
        ines, code = await acting(session, cast, "ines"), immersions.code_of(slot_id)
        with pytest.raises(errors.WrongCode):
            await immersions.check_in(session, ines, edition, code=immersions.code_of(uuid4()))
        await immersions.check_in(session, ines, edition, code=f" {code[:2].lower()}-{code[2:]} ")
        [row] = (
            await immersions.visitors(session, await acting(session, cast, "thomas"), edition.id, Page())
        ).items
    assert row.arrived_at is not None


@pytest.mark.parametrize(
    ("starts_in", "opens"), [(2.1, False), (1.9, True), (-8, True), (-31.9, True), (-32.1, False)]
)
async def test_one_arrives_from_two_hours_before_until_the_day_after(
    cast: Cast, database: Database, starts_in: float, opens: bool
) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast, starts_in=starts_in * HOUR)
        ines = await acting(session, cast, "ines")
        if opens:
            await immersions.check_in(session, ines, edition)
        else:
            with pytest.raises(errors.NotTheDay):
                await immersions.check_in(session, ines, edition)


async def test_the_rules_of_the_activity_come_before_arriving(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, slot_id = await a_day(session, cast, rules=True)
        ines, thomas = await acting(session, cast, "ines"), await acting(session, cast, "thomas")
        with pytest.raises(errors.RulesFirst):
            await immersions.check_in(session, ines, edition)
        await immersions.acknowledge_rules(session, ines, edition)
        await immersions.check_in(session, ines, edition)
        with pytest.raises(errors.WelcomersOnly):
            await immersions.acknowledge_as_host(session, ines, edition, slot_id)
        with pytest.raises(errors.RulesFirst):
            await immersions.check_in(session, thomas, edition, person_id=cast.people["ines"])
        await immersions.acknowledge_as_host(session, thomas, edition, slot_id)
        await immersions.check_in(session, thomas, edition, person_id=cast.people["ines"])
        day = await immersions.my_day(session, ines, edition.id)
    assert day is not None
    assert [host.acknowledged for host in day.hosts] == [True]


async def test_who_could_not_come_is_noted_kindly_and_may_come_after_all(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast, starts_in=-HOUR)
        thomas, ines_id = await acting(session, cast, "thomas"), cast.people["ines"]
        ines, karim = await acting(session, cast, "ines"), await acting(session, cast, "karim")
        with pytest.raises(errors.WelcomersOnly):
            await immersions.miss_visit(session, karim, edition, person_id=ines_id)
        with pytest.raises(errors.WelcomersOnly):
            await immersions.check_in(session, ines, edition, person_id=cast.people["karim"])
        await immersions.miss_visit(session, thomas, edition, person_id=ines_id)
        day = await immersions.my_day(session, ines, edition.id)
        assert day is not None
        assert day.missed_at is not None
        await immersions.check_in(session, thomas, edition, person_id=ines_id)
        day = await immersions.my_day(session, ines, edition.id)
    assert day is not None
    assert (day.missed_at, day.arrived_at is not None) == (None, True)


async def test_nobody_is_called_absent_before_the_start(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast, starts_in=HOUR)
        with pytest.raises(errors.NotTheDay):
            await immersions.miss_visit(session, await acting(session, cast, "ines"), edition)
        with pytest.raises(errors.NotExpected):
            await immersions.check_in(session, await acting(session, cast, "karim"), edition)


async def test_hearts_fill_by_hand_or_by_what_is_done(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast)
        ines = await acting(session, cast, "ines")
        drawn = await a_journey(session, cast)
        for _ in range(2):
            await immersions.tick_heart(session, ines, edition, Heart.KIT)
        await immersions.tick_heart(session, ines, edition, Heart.QUESTIONS)
        await immersions.tick_heart(session, ines, edition, Heart.QUESTIONS, done=False)
        said = await session.execute(
            sa.select(EVENTS.c.name, sa.func.count())
            .where(EVENTS.c.name.in_(["visit.ticked", "visit.unticked"]))
            .group_by(EVENTS.c.name)
        )
        assert dict(said.all()) == {"visit.ticked": 2, "visit.unticked": 1}, "filled twice is said once"
        with pytest.raises(errors.CountedByItself):
            await immersions.tick_heart(session, ines, edition, Heart.ARRIVE)
        with pytest.raises(errors.UnknownPlaceOfJourney):
            await immersions.note_on_the_day(session, ines, edition, NoteInput(text="Là", place=uuid4()))
        for place in (drawn.shop, drawn.handoff):
            note = await immersions.note_on_the_day(
                session, ines, edition, NoteInput(text="Attente", place=place)
            )
        day = await immersions.my_day(session, ines, edition.id)
        assert day is not None
        assert day.done.hearts == {Heart.KIT, Heart.NOTE}
        await immersions.drop_note(session, ines, note.id)
        day = await immersions.my_day(session, ines, edition.id)
        assert day is not None
        assert (len(day.notes), day.notes[0].place) == (1, drawn.shop)


async def test_the_calendar_file_keeps_its_entry_and_moves_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, slot_id = await a_day(session, cast, starts_in=24 * HOUR)
        ines = await acting(session, cast, "ines")
        made = []
        for shift in range(2):
            day = await immersions.my_day(session, ines, edition.id)
            assert day is not None
            at = now() + shift * HOUR
            body = immersions.visit_calendar(edition, day, cast.people["ines"], "https://d.example", "fr", at)
            [event] = Calendar.from_ical(body).walk("VEVENT")
            made.append(event)
            await session.execute(
                sa.update(SLOTS).where(SLOTS.c.id == slot_id).values(ends_at=day.ends_at + 2 * HOUR)
            )
    first, second = made
    assert first["uid"] == second["uid"]
    assert first["sequence"] < second["sequence"]
    assert second["dtend"].dt - first["dtend"].dt == 2 * HOUR
    assert b"VTIMEZONE" in body


async def test_a_day_asks_to_be_prepared_lived_and_told(cast: Cast, database: Database) -> None:
    async def asked(session: Session, name: str) -> list[str]:
        asks = await immersions.asks_for(session, await acting(session, cast, name))
        assert all(one.href.count("/immersions/") == 1 for one in asks)
        return [one.code for one in asks]

    async with database.writing() as session:
        edition, slot_id = await a_day(session, cast, starts_in=48 * HOUR, phase=Phase.PUBLISHED)
        assert (await asked(session, "ines"), await asked(session, "thomas")) == (["day_ahead"], ["host_day"])
        ines, thomas = await acting(session, cast, "ines"), await acting(session, cast, "thomas")
        await immersions.tick_heart(session, ines, edition, Heart.KIT)
        await immersions.acknowledge_rules(session, ines, edition)
        await immersions.acknowledge_as_host(session, thomas, edition, slot_id)
        assert (await asked(session, "ines"), await asked(session, "thomas")) == ([], [])
        later, _ = await a_day(session, cast, starts_in=HOUR, name="Aujourd’hui")
        assert await asked(session, "ines") == ["day"]
        await immersions.check_in(session, ines, later)
        assert await asked(session, "ines") == []
        past = {"starts_at": now() - 9 * HOUR, "ends_at": now() - HOUR}
        await session.execute(
            sa.update(SLOTS)
            .where(SLOTS.c.id.in_(sa.select(PLACEMENTS.c.slot_id).where(PLACEMENTS.c.edition_id == later.id)))
            .values(**past)
        )
        assert (await asked(session, "ines"), await asked(session, "thomas")) == (
            ["debrief"],
            ["host_debrief"],
        )
