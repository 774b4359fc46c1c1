"""Irritants: placed on one step or one handoff, counted there, sent on once."""

import asyncio

import pytest
import sqlalchemy as sa

from backend import journeys
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.core.listing import Page
from backend.core.local_time import company_midnight
from backend.events import EVENTS
from backend.journeys import Frequency, IrritantInput, errors
from backend.journeys.models import HANDOFFS, IRRITANTS, STEPS
from tests.cast import Cast
from tests.journeys.scene import a_journey, an_irritant

WAITING = "Onze minutes d’attente."


async def test_what_thomas_sees_is_counted_where_it_hurts(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        for _ in range(2):
            given = IrritantInput(text=WAITING, frequency=Frequency.OFTEN, step_id=drawn.shop)
            await journeys.note_irritant(session, SYSTEM, given, source_kind="debrief")
        await an_irritant(session, cast, drawn)
        await session.commit()
    async with database.reading() as session:
        counts = dict((await session.execute(sa.select(STEPS.c.name, STEPS.c.irritant_count))).all())
        row = await journeys.journey_row(session, drawn.id)
        listing = await journeys.visible_irritants(session, SYSTEM, drawn.id, Page(), step_id=drawn.shop)
        on_handoff = await session.scalar(sa.select(HANDOFFS.c.irritant_count))
    assert counts == {"Boutique": 2, "Domicile": 0}
    assert (on_handoff, row.irritant_count) == (1, 3)
    assert [one.place for one in listing.items] == ["Boutique", "Boutique"]


@pytest.mark.parametrize("places", [(), ("step_id", "handoff_id")])
async def test_an_irritant_has_one_place(cast: Cast, database: Database, places: tuple[str, ...]) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        ids = {"step_id": drawn.shop, "handoff_id": drawn.handoff}
        given = IrritantInput(text=WAITING, frequency=Frequency.ONCE, **{name: ids[name] for name in places})
        with pytest.raises(errors.OnePlaceOnly):
            await journeys.note_irritant(session, SYSTEM, given, source_kind="debrief")


async def test_two_who_note_at_once_are_both_counted(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await session.commit()

    async def note() -> None:
        async with database.writing() as session:
            await an_irritant(session, cast, drawn)
            await session.commit()

    await asyncio.gather(*(note() for _ in range(8)))
    async with database.reading() as session:
        assert await session.scalar(sa.select(HANDOFFS.c.irritant_count)) == 8


async def test_karim_sends_an_irritant_on_once(cast: Cast, database: Database) -> None:
    karim = await cast.actor("karim")
    async with database.writing() as session:
        irritant = await an_irritant(session, cast, await a_journey(session, cast))
        await journeys.send_on(session, karim, irritant)
        with pytest.raises(errors.AlreadySentOn):
            await journeys.send_on(session, karim, irritant)
        await session.commit()
    async with database.reading() as session:
        found = (await session.execute(sa.select(IRRITANTS))).one()
        named = (await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "irritant.noted"))).one()
    assert (found.status, found.sent_on_at is not None) == ("sent_on", True)
    assert named.actor_id is None


async def test_an_irritant_tells_its_day_and_not_its_instant(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        irritant = await an_irritant(session, cast, await a_journey(session, cast))
        begins = company_midnight(session)
    assert irritant.noted_at == begins
    assert irritant.id.int >> 80 == int(begins.timestamp() * 1000)


async def test_a_handoff_joins_steps_of_its_journey(cast: Cast, database: Database) -> None:
    given = journeys.JourneyInput(
        name="La fibre",
        steps=[journeys.StepInput(name="Boutique", position=1)],
        handoffs=[journeys.HandoffInput(from_step="Boutique", to_step="Ailleurs")],
    )
    async with database.writing() as session:
        with pytest.raises(errors.UnknownStep):
            await journeys.draw_journey(session, SYSTEM, given)
