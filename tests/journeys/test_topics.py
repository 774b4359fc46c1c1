"""Topics: who decides on them, on what nothing else claims, and on the steps that they take."""

import pytest
import sqlalchemy as sa

from backend import journeys
from backend.core.db import Database
from backend.journeys import TOPICS, TopicInput, errors
from backend.journeys.models import JOURNEYS
from backend.journeys.topic_tables import TOPIC_STEPS
from tests.cast import Cast
from tests.journeys.scene import a_journey
from tests.reports.scenes import a_topic


@pytest.mark.parametrize("more", ["is_fallback", "steps"])
async def test_solene_decides_on_no_topic_beyond_her_part_of_the_company(
    cast: Cast, database: Database, more: str
) -> None:
    solene, aquitaine = await cast.actor("solene"), cast.units["aquitaine"]
    async with database.writing() as session:
        before = await a_topic(session, cast)
        drawn = await a_journey(session, cast)
        asked = {"name": "Aquitaine", "owner_id": solene.person_id, "org_unit_id": aquitaine}
        asked |= {"is_fallback": True} if more == "is_fallback" else {"steps": [drawn.shop]}
        await session.execute(sa.update(JOURNEYS).values(org_unit_id=cast.units["bretagne"]))
        with pytest.raises(errors.TopicEditorsOnly):
            await journeys.open_topic(session, solene, TopicInput.model_validate(asked))
        fallback = await session.execute(sa.select(TOPICS.c.id).where(TOPICS.c.is_fallback))
        assert fallback.scalars().all() == [before]
        assert (await session.execute(sa.select(TOPIC_STEPS))).all() == []
        await session.execute(sa.update(JOURNEYS).values(org_unit_id=aquitaine))
        asked |= {"is_fallback": False}
        mine = await journeys.open_topic(session, solene, TopicInput.model_validate(asked))
        taken = await session.execute(
            sa.select(TOPIC_STEPS.c.step_id).where(TOPIC_STEPS.c.topic_id == mine.id)
        )
    assert taken.scalars().all() == ([drawn.shop] if more == "steps" else [])
