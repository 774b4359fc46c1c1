"""The demo's editions: swaps, a kept place, joined handoffs, and what debriefs became."""

import pytest
import sqlalchemy as sa

from backend.immersions import Outcome, Phase
from backend.immersions.models import DEBRIEFS, EDITIONS, MATCHING_RUNS, OFFERS, RUN_PLACEMENTS
from backend.journeys import IRRITANTS
from backend.reports.models import REPORTS
from tests.seeds.conftest import Seeded

pytestmark = pytest.mark.xdist_group("seeds")


async def test_runs_show_a_swap_a_kept_place_and_joined_handoffs(seeded: Seeded) -> None:
    figures = [MATCHING_RUNS.c[name] for name in ("swaps", "pinned", "joined", "optimal")]
    found = await seeded.rows(sa.select(*figures).order_by(MATCHING_RUNS.c.number))
    runs = [row for row in found if row.joined]
    assert [(row.swaps, row.pinned, row.optimal) for row in runs] == [(1, 0, True), (1, 1, True)]
    assert all(row.joined["together"] > row.joined["without"] for row in runs)
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


async def test_an_edition_waits_for_its_matching_to_be_published(seeded: Seeded) -> None:
    figures = [MATCHING_RUNS.c[name] for name in ("number", "pinned", "people", "placed")]
    found = await seeded.rows(
        sa.select(*figures)
        .join(EDITIONS, EDITIONS.c.id == MATCHING_RUNS.c.edition_id)
        .where(EDITIONS.c.phase == Phase.REVIEW, MATCHING_RUNS.c.optimal)
        .order_by(MATCHING_RUNS.c.number)
    )
    assert [(row.number, row.pinned) for row in found] == [(1, 0), (2, 1)]
    assert all(0 < row.placed < row.people for row in found)


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
    assert len(from_ideas) >= 1
    assert len(sent_on) >= 2
