"""How far the demo's messages have gone, on both databases."""

from itertools import pairwise

import pytest
import sqlalchemy as sa

from backend.circles.models import (
    GATHERINGS,
    MESSAGE_LAYERS,
    MESSAGE_READINGS,
    MESSAGE_UNITS,
    MESSAGES,
    UPWARD_QUESTIONS,
    MessageStatus,
)
from tests.seeds.conftest import Seeded

pytestmark = pytest.mark.xdist_group("seeds")


async def test_layers_and_units_count_exactly_the_readings(seeded: Seeded) -> None:
    for table, key in (
        (MESSAGE_LAYERS, (MESSAGE_LAYERS.c.layer, MESSAGE_READINGS.c.layer)),
        (MESSAGE_UNITS, (MESSAGE_UNITS.c.org_unit_id, MESSAGE_READINGS.c.unit_id)),
    ):
        theirs, read = key
        rows = await seeded.rows(
            sa.select(
                table.c.headcount,
                table.c.reached,
                table.c.understood,
                sa.func.count(),
                sa.func.count(MESSAGE_READINGS.c.read_at),
                sa.func.count(MESSAGE_READINGS.c.understood_at),
            )
            .join(
                MESSAGE_READINGS, sa.and_(MESSAGE_READINGS.c.message_id == table.c.message_id, read == theirs)
            )
            .group_by(*table.primary_key.columns)
        )
        assert rows
        assert [row for row in rows if row[:3] != row[3:]] == []


async def test_a_layer_opens_when_the_one_above_is_at_half(seeded: Seeded) -> None:
    rows = await seeded.rows(
        sa.select(MESSAGE_LAYERS).order_by(MESSAGE_LAYERS.c.message_id, MESSAGE_LAYERS.c.layer)
    )
    opened = [row for row in rows if row.opened_at]
    assert 0 < len(opened) < len(rows)
    for above, below in pairwise(rows):
        if above.message_id == below.message_id:
            assert below.opened_at == above.half_at
    for row in rows:
        assert (row.half_at is not None) == (row.understood * 2 >= row.headcount)


async def test_a_unit_has_understood_when_its_head_or_half_of_it_has(seeded: Seeded) -> None:
    rows = await seeded.rows(sa.select(MESSAGE_UNITS))
    for row in rows:
        enough = row.head_understood or row.understood * 2 >= row.headcount
        assert (row.understood_at is not None) == enough
    assert {row.understood_at is None for row in rows} == {True, False}


async def test_questions_came_back_up_and_some_are_answered(seeded: Seeded) -> None:
    rows = await seeded.rows(sa.select(UPWARD_QUESTIONS.c.answered_at))
    assert {row.answered_at is None for row in rows} == {True, False}


async def test_one_message_is_still_a_draft_and_gatherings_lie_on_both_sides_of_today(seeded: Seeded) -> None:
    drafts = sa.select(MESSAGES.c.title).where(MESSAGES.c.status == MessageStatus.DRAFT)
    assert await seeded.rows(drafts) == [("La phrase de relais",)]
    cancelled = sa.select(GATHERINGS.c.title).where(GATHERINGS.c.cancelled_at.is_not(None))
    assert len(await seeded.rows(cancelled)) == 1
