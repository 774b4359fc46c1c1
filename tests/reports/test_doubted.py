"""Deliveries of which voters say that they do not hold."""

from datetime import timedelta

import pytest

from backend import reports
from backend.core import clock
from backend.core.db import Database
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.scenes import DONE, YES, sent, stands

VOTERS = ("karim", "thomas", "yann")


@pytest.mark.parametrize(("noes", "kept"), [(1, 1), (2, 0), (3, 0)])
async def test_a_delivery_that_more_say_does_not_hold_is_not_kept_and_asks_who_answers(
    cast: Cast, database: Database, faces: Faces, noes: int, kept: int
) -> None:
    number = await sent(cast)
    async with database.writing() as session:
        for name in VOTERS:
            await reports.vote(session, await stands(session, cast, name, number))
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        await reports.change_status(session, nadia, DONE)
        for place, name in enumerate(VOTERS):
            await reports.verify_delivery(session, await stands(session, cast, name, number), place >= noes)
        asked = [
            (name, one.code, one.href)
            for name in ("nadia", "karim")
            for one in await reports.asks_for(session, await cast.actor(name))
        ]
        await session.commit()
    assert asked == ([] if kept else [("nadia", "report.doubted", f"/reports/{number}#check")])
    page = (await (await faces.browser("ines")).get(f"/reports/{number}")).text
    assert ("Plus de non que de oui" in page) is (not kept)
    try:
        clock.travel(timedelta(days=40))
        async with database.writing() as session:
            assert await reports.keep_uncontested(session) == kept
    finally:
        clock.travel(timedelta())


async def test_one_who_says_no_does_not_undo_what_five_say_holds(cast: Cast, database: Database) -> None:
    number = await sent(cast)
    said = {"karim": False, "thomas": True, "yann": True, "maud": True, "solene": True, "helene": True}
    async with database.writing() as session:
        for name in said:
            await reports.vote(session, await stands(session, cast, name, number))
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        await reports.change_status(session, nadia, DONE)
        for name, holds in said.items():
            assert nadia.report.kept_at is None
            await reports.verify_delivery(session, await stands(session, cast, name, number), holds)
        assert nadia.report.kept_at is not None
        assert await reports.doubts_of(session, nadia.report.id) == 1
