"""`diapason digest`: the same rights as the page's."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend.core.db import Database, metadata
from backend.reactions import REACTIONS
from tests.cast import company
from tests.cli.command import Ended, diapason
from tests.digests.scenes import a_delivered_report, a_signed_issue, makers, this_month

MONTH = f"{this_month():%Y-%m}"


def prepared(folder: Path, *, signed: bool) -> str:
    """The address of a small Télénova with something to tell, or with an issue that only has to leave."""
    url = f"sqlite+aiosqlite:///{folder / 'cli.db'}"

    async def prepare() -> None:
        info = {"reactions": REACTIONS, "zone": ZoneInfo("Europe/Paris")}
        database = Database(sa.make_url(url), info)
        async with database.writer.begin() as connection:
            await connection.run_sync(metadata.create_all)
        cast = await company(database)
        async with database.writing() as session:
            await makers(session, cast)
            await (a_signed_issue if signed else a_delivered_report)(session, cast)
            await session.commit()
        await database.close()

    asyncio.run(prepare())
    return url


def digest(verb: str, who: str, url: str, *more: str) -> Ended:
    as_who = f"{who}@telenova.example"
    return diapason(
        "digest", verb, "--month", MONTH, "--as", as_who, *more, database_url=url, mode="development"
    )


def test_an_editor_composes_once_and_nobody_else_does(tmp_path: Path) -> None:
    url = prepared(tmp_path, signed=False)
    assert digest("compose", "ines.marchetti", url).code == 2
    assert "Issue 1 is begun" in digest("compose", "nadia.kessler", url, "--audience", "company").err
    again = digest("compose", "nadia.kessler", url)
    assert (again.code, "no. 1" in again.err) == (2, True)


def test_a_publisher_sends_what_is_signed(tmp_path: Path) -> None:
    url = prepared(tmp_path, signed=True)
    assert digest("send", "nadia.kessler", url).code == 2
    assert "leaves for 8 people" in digest("send", "maud.terrier", url).err
    assert digest("send", "maud.terrier", url).code == 2


def test_a_unit_that_is_not_there_is_said(tmp_path: Path) -> None:
    url = prepared(tmp_path, signed=False)
    assert "no unit Atlantis" in digest("compose", "nadia.kessler", url, "--audience", "Atlantis").err
