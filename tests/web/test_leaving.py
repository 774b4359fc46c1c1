"""Somebody leaves the company: whatever they had open is closed within a minute."""

from pathlib import Path

import pytest

from backend.core.db import Database
from backend.web import live as live_pages
from schema import streaming
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import a_thread
from tests.identity.importing.files import keep, person
from tests.schema.test_subscriptions import THREAD, data, subscribed
from tests.schema.tools import a_token, send
from tests.web.test_forum import live, looking

VIEWER = "{ viewer { person { displayName } } }"


async def test_inès_leaves_and_her_browser_her_tools_and_her_open_pages_are_cut(
    faces: Faces, cast: Cast, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert live_pages.BEAT_SECONDS < 60
    assert streaming.BEAT_SECONDS < 60
    for faced in (live_pages, streaming):
        monkeypatch.setattr(faced, "BEAT_SECONDS", 0.1)
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()
    ines, tool = await faces.browser("ines"), f"Bearer {await a_token(faces, 'ines')}"
    assert (await ines.get("/me")).status_code == 200
    assert (await send(faces, tool, VIEWER)).status_code == 200
    async with (
        live(faces, database) as base,
        looking(base, faces, "ines", thread_id) as page,
        subscribed(base, faces, "ines", THREAD, id=encode("Thread", thread_id)) as told,
    ):
        assert (await data(told))["threadUpdated"]["version"] == 1
        left = person("ines", email="ines.marchetti@telenova.example", status="inactive")
        report = await keep(database, tmp_path / "people.csv", [left])
        assert report.deactivated == 1, report
        assert (await page.next())["event"] == "over"
        refused = await told.next()
        # On PostgreSQL the process also looks once when it begins to hear, which may tell the thread again.
        while "errors" not in refused["data"]:
            refused = await told.next()
        assert "NOT_SIGNED_IN" in refused["data"]
    assert (await ines.get("/me")).headers["location"].startswith("/sign-in")
    assert (await send(faces, tool, VIEWER)).status_code == 401
