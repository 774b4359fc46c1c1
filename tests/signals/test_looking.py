"""From what is said to what rises: counters fed by reactions, the look of the night, the owner told."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import forum, journeys, reports, signals
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.core.listing import Page
from backend.events import EVENTS
from backend.jobs import JOBS
from backend.journeys import Frequency, IrritantInput
from backend.journeys.models import IRRITANTS
from backend.notifications.models import NOTIFICATIONS
from backend.reports.models import REPORTS
from backend.signals import Subject
from backend.signals.models import COUNTS
from backend.worker import Worker
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import a_thread
from tests.journeys.scene import Drawn, a_journey
from tests.reports.scenes import PSEUDONYM, a_report, a_topic, said

CODE = "abcd-efgh-jkmn-pqrs-tuvw"


async def noted(session: Session, drawn: Drawn, days_ago: int) -> None:
    given = IrritantInput(text="Deux files", frequency=Frequency.OFTEN, step_id=drawn.shop)
    irritant = await journeys.note_irritant(session, SYSTEM, given, source_kind="workshop")
    irritant.noted_at = now() - timedelta(days=days_ago)
    session.add(irritant)
    await session.flush()


async def counted(database: Database) -> dict[tuple[str, str], int]:
    async with database.reading() as session:
        rows = await session.execute(
            sa.select(COUNTS.c.kind, COUNTS.c.subject, sa.func.sum(COUNTS.c.times)).group_by(
                COUNTS.c.kind, COUNTS.c.subject
            )
        )
        return {(row[0].value, row[1]): int(row[2]) for row in rows}


async def test_what_happens_is_counted_within_two_minutes(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await a_topic(session, cast)
        await a_report(session, cast, step_id=drawn.shop)
        await a_report(session, cast, handoff_id=drawn.handoff, **PSEUDONYM)
        await a_thread(session, cast, product="Box 6")
        await noted(session, drawn, 0)
        await session.commit()
    await Worker(database).drain()
    async with database.writing() as session:
        due = await session.scalar(sa.select(JOBS.c.run_at).where(JOBS.c.name == signals.JOB))
        assert due is not None
        assert due - now() < timedelta(minutes=2)
        await session.execute(sa.update(JOBS).values(run_at=now() - timedelta(seconds=1)))
        await session.commit()
    await Worker(database).drain()
    times = await counted(database)
    assert times["step", str(drawn.shop)] == 2
    assert times["step", str(drawn.handoff)] == 1
    assert times["product", "Box 6"] == 1
    assert [many for (kind, _), many in times.items() if kind == "site"] == [1], "a pseudonym has no site"


async def test_an_anonymous_report_counts_for_its_step_alone(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await a_topic(session, cast)
        await reports.submit_anonymous(session, said(step_id=drawn.shop), CODE)
        assert await session.scalar(sa.select(sa.func.count()).select_from(JOBS)) == 0
        await signals.count(session)
        await session.commit()
    assert await counted(database) == {("step", str(drawn.shop)): 1}


async def test_a_step_that_rises_is_shown_and_its_owner_told_once(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        for days_ago in (50, 30, *range(1, 7)):
            await noted(session, drawn, days_ago)
        assert await signals.look(session) == 1
        await session.commit()
    await Worker(database).drain()
    async with database.writing() as session:
        assert await signals.look(session) == 1
        rows = (await signals.visible_rising(session, Page())).items
        await session.commit()
    await Worker(database).drain()
    [row] = rows
    assert (row.kind, row.name, row.recent, row.journey_id) == (Subject.STEP, "Boutique", 6, drawn.id)
    assert row.expected == pytest.approx(2 * 7 / 43, rel=0.1)
    async with database.reading() as session:
        told = (await session.execute(sa.select(NOTIFICATIONS.c.person_id, NOTIFICATIONS.c.code))).all()
        found = await session.scalar(
            sa.select(sa.func.count()).select_from(EVENTS).where(EVENTS.c.name == signals.FOUND)
        )
    assert told == [(cast.people["karim"], "step.rising")], "Karim conducts the journey"
    assert found == 1
    browser = await faces.browser("ines")
    assert "▲" in (await browser.get(f"/journeys/{drawn.id}")).text
    assert "Boutique" in (await browser.get("/signals")).text
    answer = await faces.graphql("ines", "{ rising(first: 5) { nodes { kind name recent subjectId } } }")
    assert answer["data"]["rising"]["nodes"][0]["name"] == "Boutique"


async def test_of_a_product_that_rises_those_are_told_who_answer_for_what_nobody_else_does(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        for days_ago in (50, 30, *range(1, 7)):
            asked = forum.THREADS.c.id == await a_thread(session, cast, product="Box 6")
            long_ago = now() - timedelta(days=days_ago)
            await session.execute(sa.update(forum.THREADS).where(asked).values(started_at=long_ago))
        assert await signals.look(session) == 1
        assert await signals.look(session) == 1
        await session.commit()
    await Worker(database).drain()
    async with database.reading() as session:
        told = await session.execute(
            sa.select(NOTIFICATIONS.c.code, NOTIFICATIONS.c.params, NOTIFICATIONS.c.href).where(
                NOTIFICATIONS.c.code == "step.rising"
            )
        )
        assert [tuple(row) for row in told] == [
            ("step.rising", {"step": "Box 6", "times": 6}, "/signals#rising")
        ]


async def test_what_falls_back_is_no_longer_shown(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        for days_ago in (50, *range(1, 7)):
            await noted(session, drawn, days_ago)
        assert await signals.look(session) == 1
        await session.execute(sa.update(IRRITANTS).values(noted_at=now() - timedelta(days=20)))
        await session.execute(sa.update(REPORTS).values(received_at=now() - timedelta(days=20)))
        assert await signals.look(session) == 0
