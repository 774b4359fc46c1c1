"""What a circle keeps and enriches."""

import pytest

from backend import circles
from backend.circles import errors
from backend.core.db import Database
from backend.core.listing import Page
from tests.cast import Cast
from tests.circles.scenes import a_circle

BRIEF = circles.PracticeInput(title="Le brief de 9 h", credit="à Mériadeck, repris par 11 boutiques")


async def test_members_keep_what_works_and_leads_take_it_off(cast: Cast, database: Database) -> None:
    ines, karim, yann = [await cast.actor(name) for name in ("ines", "karim", "yann")]
    async with database.writing() as session:
        circle_id = await a_circle(session, cast)
        circle = await circles.get_circle(session, ines, "coeur")
        with pytest.raises(errors.MembersOnly):
            await circles.add_practice(session, yann, circle, BRIEF)
        kept = await circles.add_practice(session, ines, circle, BRIEF)
        rows = await circles.practice_rows(session, [circle_id], Page())
        assert [(row.title, row.credit) for row in rows[circle_id].items] == [(BRIEF.title, BRIEF.credit)]
        with pytest.raises(errors.LeadsOnly):
            await circles.remove_practice(session, ines, kept.id)
        await circles.remove_practice(session, karim, kept.id)
        rows = await circles.practice_rows(session, [circle_id], Page())
        assert rows[circle_id].items == []
