"""Whose a report is when nobody says: its step's topic, else the nearest unit's, else the fallback."""

import sqlalchemy as sa

from backend import journeys
from backend.core.actor import SYSTEM
from backend.core.db import Database, Session
from backend.identity import PEOPLE, PersonStatus
from backend.journeys import TopicInput
from tests.cast import Cast
from tests.journeys.scene import a_journey
from tests.reports.scenes import a_report, a_topic


async def claimed(session: Session, cast: Cast, name: str, **claims: object) -> str:
    given = TopicInput.model_validate({"name": name, "owner_id": cast.people["solene"], **claims})
    await journeys.open_topic(session, SYSTEM, given)
    return name


async def routed(session: Session, cast: Cast, by: str, **more: object) -> str | None:
    report = await a_report(session, cast, by=by, **more)
    assert report.topic_id is not None
    return (await journeys.get_topic(session, report.topic_id)).name


async def test_a_report_goes_to_its_step_then_to_the_nearest_unit_then_to_the_fallback(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await a_topic(session, cast, name="Tout le reste")
        region = await claimed(session, cast, "La région", org_unit_id=cast.units["aquitaine"])
        shop = await claimed(session, cast, "La boutique", org_unit_id=cast.units["boutique"])
        step = await claimed(session, cast, "Le domicile", steps=[drawn.home])
        assert await routed(session, cast, "ines") == shop
        assert await routed(session, cast, "thomas") == region
        assert await routed(session, cast, "yann") == "Tout le reste"
        # A step that somebody answers for goes before the unit; one that nobody claims does not.
        assert await routed(session, cast, "ines", step_id=drawn.home) == step
        assert await routed(session, cast, "ines", step_id=drawn.shop) == shop


async def test_a_step_answers_to_the_last_topic_that_claimed_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await claimed(session, cast, "Avant", steps=[drawn.home])
        after = await claimed(session, cast, "Après", steps=[drawn.home])
        assert await routed(session, cast, "ines", step_id=drawn.home) == after


async def test_nothing_goes_to_a_topic_that_everybody_has_left(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await a_topic(session, cast, name="Tout le reste")
        gone = cast.people["thomas"]
        await claimed(session, cast, "La boutique", org_unit_id=cast.units["boutique"], owner_id=gone)
        beside = {"owner_id": gone, "responders": [cast.people["karim"]]}
        step = await claimed(session, cast, "Le domicile", steps=[drawn.home], **beside)
        await session.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == gone).values(status=PersonStatus.INACTIVE)
        )
        assert await routed(session, cast, "ines") == "Tout le reste"
        assert await routed(session, cast, "ines", step_id=drawn.home) == step
