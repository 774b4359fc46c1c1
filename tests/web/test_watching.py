"""What those who watch the product may ask it."""

import re
from datetime import timedelta

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Database
from tests.cast import Cast
from tests.faces import Faces, faces_over

TOKEN = {"authorization": "Bearer a-token-of-the-watchers"}


async def test_a_process_is_ready_while_its_database_answers(faces: Faces) -> None:
    browser = await faces.browser(None)
    assert (await browser.get("/readyz")).text == "ready"
    faces.app.state.services.database.live.closed = True
    assert (await browser.get("/readyz")).status_code == 503
    faces.app.state.services.database.live.closed = False


async def test_a_database_that_is_away_is_no_failure_of_the_page(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, Database(sa.make_url("postgresql+psycopg://nobody@127.0.0.1:1/none")))
    assert (await (await faces.browser(None)).get("/readyz")).status_code == 503
    assert (await (await faces.browser(None)).get("/healthz")).text == "ok"


async def test_what_is_counted_names_routes_and_nobody_and_is_for_watchers(
    cast: Cast, database: Database
) -> None:
    faces = faces_over(cast, database, metrics_token="a-token-of-the-watchers")
    browser = await faces.browser("ines")
    await browser.get("/me/notifications?after=x")
    await browser.get("/nowhere/at-all")
    await browser.get("/pulse/01a20040-6857-72f7-a88e-d759d6adb83e")
    counted = (await browser.get("/metrics", headers=TOKEN)).text
    assert 'route="/me/notifications"' in counted
    assert 'route="elsewhere",status="404"' in counted
    assert "/pulse/" not in counted
    assert "at-all" not in counted
    assert (await browser.get("/metrics")).status_code == 404
    assert (await browser.get("/metrics", headers={"authorization": "Bearer x"})).status_code == 404


async def test_methods_that_no_page_hears_of_do_not_fill_the_figures(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, metrics_token="a-token-of-the-watchers")
    browser = await faces.browser(None)
    for method in ("TRACE", "PROPFIND", "UNLOCK", "PUT"):
        for address in ("/circles", "/metrics", "/sign-in"):
            assert (await browser.request(method, address)).status_code == 404
    counted = (await browser.get("/metrics", headers=TOKEN)).text
    assert 'method="elsewhere",route="elsewhere",status="404"' in counted
    assert 'method="PUT",route="elsewhere",status="404"' in counted
    assert not re.findall(r'method="(?:TRACE|PROPFIND|UNLOCK)"', counted)
    assert not re.findall(r'method="PUT",route="/(?:circles|metrics|sign-in)"', counted)


async def test_what_waits_for_workers_is_told_by_any_process(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, metrics_token="a-token-of-the-watchers")
    async with database.writing() as session:
        for name in ("waits", "waits", "is left", "is in hand", "is dead"):
            await jobs.enqueue(session, name, {}, run_at=now() - timedelta(minutes=5))
        await jobs.enqueue(session, "is for later", {}, run_at=now() + timedelta(minutes=5))
        dead = {"status": jobs.JobStatus.DEAD, "attempts": 12}
        await session.execute(sa.update(jobs.JOBS).where(jobs.JOBS.c.name == "is dead").values(dead))
        for name, minutes in (("is left", -8), ("is in hand", 1)):
            leased = {"status": jobs.JobStatus.RUNNING, "leased_until": now() + timedelta(minutes=minutes)}
            await session.execute(sa.update(jobs.JOBS).where(jobs.JOBS.c.name == name).values(leased))
        await session.commit()
    told = (await (await faces.browser(None)).get("/metrics", headers=TOKEN)).text
    figures = dict(re.findall(r"^diapason_jobs_(due|late_seconds|dead) (\S+)$", told, re.MULTILINE))
    assert (float(figures["due"]), float(figures["dead"])) == (3, 1)
    # Its worker died: since the end of its lease it is due again.
    assert 480 <= float(figures["late_seconds"]) < 540
    away = Database(sa.make_url("postgresql+psycopg://nobody@127.0.0.1:1/none"))
    alone = faces_over(cast, away, metrics_token="a-token-of-the-watchers")
    told = (await (await alone.browser(None)).get("/metrics", headers=TOKEN)).text
    assert "diapason_jobs_due NaN" in told


async def test_nobody_reads_the_figures_when_no_token_is_set(faces: Faces) -> None:
    assert (
        await (await faces.browser(None)).get("/metrics", headers={"authorization": "Bearer "})
    ).status_code == 404
