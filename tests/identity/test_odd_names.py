"""Names that grow when they are folded for searching, searches longer than any name, and what errors tell."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from backend import circles, identity
from backend.circles.models import CIRCLES
from backend.core.cursors import BadCursor
from backend.core.db import Database
from backend.core.listing import Page
from backend.identity.models import SIGN_IN_SESSIONS
from tests.cast import Cast
from tests.circles.scene import a_circle, row
from tests.identity.importing.files import keep, person
from tests.identity.test_claims import recognise
from tests.odd import TEXTS, cursor

GROWING = "ﷺ" * 100
"""Folding makes eighteen characters of each."""


async def test_a_name_that_grows_when_folded_is_imported_and_signs_in(
    database: Database, tmp_path: Path
) -> None:
    said = person("a", given_name=GROWING, family_name=GROWING, unit_path=f"Télénova/{GROWING}")
    report = await keep(database, tmp_path / "people.csv", [said])
    assert (report.created, report.bad) == (1, [])
    signed_in = await recognise(database, given_name=GROWING, family_name=GROWING, email="b@telenova.example")
    assert signed_in.given_name == GROWING


@pytest.mark.parametrize("words", [*TEXTS, "a" * 60_000, "%_\\" * 20_000], ids=range(len(TEXTS) + 2))
async def test_any_search_is_answered(cast: Cast, database: Database, words: str) -> None:
    words = words.replace("\x00", "")
    async with database.reading() as session:
        actor = await cast.actor("ines")
        await circles.visible_circles(session, actor, Page(), circles.CircleFilter(words=words))
        await identity.visible_people(session, actor, Page(), words)
        await identity.search_units(session, words, 5)


ZERO = "0" * 32


@pytest.mark.parametrize(
    "parts",
    [
        (2**70, "a", "b", ZERO),
        (-(2**63), "a", "b", ZERO),
        (True, "a", "b", ZERO),
        (1.0, "a", "b", ZERO),
        (0, "a\x00", "b", ZERO),
        (0, "a", "\ud800", ZERO),
        (0, "a", "b", 5),
        (0, "a", "b", None),
        (0, "a", "b", "x"),
        (0, "a", ["b"], ZERO),
        (0, "a", "b"),
    ],
)
async def test_a_cursor_that_no_list_wrote_is_refused(
    cast: Cast, database: Database, parts: tuple[object, ...]
) -> None:
    slug = await a_circle(cast)
    here = (await row(cast, slug)).id
    async with database.reading() as session:
        after, ines = Page(after=cursor("members", *parts)), await cast.actor("ines")
        with pytest.raises(BadCursor):
            await circles.member_rows(session, ines, [here], after)


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2027-01-01", 5]
)
async def test_a_moment_that_does_not_exist_is_no_cursor(
    cast: Cast, database: Database, moment: object
) -> None:
    here = (await row(cast, await a_circle(cast))).id
    async with database.reading() as session:
        after, ines = Page(after=cursor("gatherings", moment, ZERO)), await cast.actor("ines")
        with pytest.raises(BadCursor):
            await circles.visible_gatherings(session, ines, here, after)


async def test_an_error_of_the_database_does_not_repeat_what_was_written(
    cast: Cast, database: Database
) -> None:
    async with database.writer.begin() as connection:
        with pytest.raises(sa.exc.IntegrityError) as raised:
            await connection.execute(
                sa.insert(CIRCLES).values(slug="x", name="secret words", kind="nowhere", join_policy="open")
            )
        await connection.rollback()
    assert "secret words" not in str(raised.value).split("DETAIL")[0]


async def test_a_leaver_s_sessions_forget_what_the_provider_said(database: Database, tmp_path: Path) -> None:
    await keep(database, tmp_path / "people.csv", [person("ines")])
    async with database.writing() as session:
        ines = await identity.person_by_email(session, "ines@telenova.example")
        assert ines is not None
        hour = timedelta(hours=1)
        lifetimes = identity.Lifetimes(hour, hour, hour)
        await identity.open_session(session, ines.id, lifetimes, id_token="header.claims.signature")
        await session.commit()
    await keep(database, tmp_path / "people.csv", [person("ines", status="inactive")])
    async with database.reading() as session:
        assert (await session.execute(sa.select(SIGN_IN_SESSIONS.c.id_token))).scalars().all() == [None]
