"""The demo's editions: swaps, a kept place, joined handoffs, and what debriefs became."""

import pytest
import sqlalchemy as sa

from backend.immersions import Outcome
from backend.immersions.models import DEBRIEFS, MATCHING_RUNS, OFFERS, RUN_PLACEMENTS
from backend.journeys import IRRITANTS
from backend.reports.models import REPORTS
from tests.seeds.conftest import Seeded

pytestmark = pytest.mark.xdist_group("seeds")


async def test_runs_show_a_swap_a_kept_place_and_joined_handoffs(seeded: Seeded) -> None:
    joined = MATCHING_RUNS.c.joined.is_not(None)
    runs = await seeded.rows(
        sa.select(
            MATCHING_RUNS.c.number,
            MATCHING_RUNS.c.swaps,
            MATCHING_RUNS.c.pinned,
            MATCHING_RUNS.c.joined,
            MATCHING_RUNS.c.optimal,
        )
        .where(joined)
        .order_by(MATCHING_RUNS.c.number)
    )
    assert [(row.swaps, row.pinned, row.optimal) for row in runs] == [(1, 0, True), (1, 1, True)]
    assert all(row.joined["together"] >= row.joined["without"] for row in runs)
    assert runs[0].joined["together"] > 0
    swapped = await seeded.rows(
        sa.select(OFFERS.c.title)
        .join(MATCHING_RUNS, MATCHING_RUNS.c.edition_id == OFFERS.c.edition_id)
        .join(RUN_PLACEMENTS, RUN_PLACEMENTS.c.run_id == MATCHING_RUNS.c.id)
        .where(
            MATCHING_RUNS.c.published_at.is_not(None),
            RUN_PLACEMENTS.c.outcome == Outcome.SWAPPED,
            RUN_PLACEMENTS.c.person_id == OFFERS.c.swapper_id,
        )
    )
    assert len(swapped) == 2


async def test_debriefs_of_the_autumn_became_reports(seeded: Seeded) -> None:
    told = sa.select(DEBRIEFS.c.id)
    from_ideas = await seeded.rows(sa.select(REPORTS.c.title).where(REPORTS.c.source_id.in_(told)))
    sent_on = await seeded.rows(
        sa.select(IRRITANTS.c.text).where(
            IRRITANTS.c.source_id.in_(told),
            IRRITANTS.c.target_id.in_(sa.select(REPORTS.c.id)),
            IRRITANTS.c.noted_at < IRRITANTS.c.sent_on_at,
        )
    )
    assert (len(from_ideas), len(sent_on)) == (1, 2)
