"""An idea sent on by two at the same moment becomes one report."""

import asyncio
from datetime import timedelta

from backend import immersions, lineage
from backend.core.db import Database
from backend.core.errors import ChangedMeanwhile
from backend.immersions import DebriefInput
from backend.reports.errors import IdeaSentOn
from tests.cast import Cast
from tests.immersions.days import a_day
from tests.immersions.scene import acting
from tests.reports.scenes import a_topic


async def test_the_idea_of_ines_becomes_one_report_when_she_and_solene_send_it_on_at_once(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        edition, _ = await a_day(session, cast, starts_in=-timedelta(hours=1))
        ines, solene = await acting(session, cast, "ines"), await acting(session, cast, "solene")
        told = DebriefInput(ideas="Prêter un casque à chaque visiteur.")
        debrief = await immersions.submit_debrief(session, ines, edition, told)
        await session.commit()

    async def too_late() -> None:
        async with database.writing() as session:
            await lineage.promote_idea(session, solene, debrief.id)
            await session.commit()

    async with database.writing() as session:
        await lineage.promote_idea(session, ines, debrief.id)
        beside = asyncio.create_task(too_late())
        await asyncio.wait([beside], timeout=0.5)
        await session.commit()
    [said] = await asyncio.gather(beside, return_exceptions=True)
    assert isinstance(said, IdeaSentOn if database.is_sqlite else ChangedMeanwhile)
