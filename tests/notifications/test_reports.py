"""All who follow a report are told of every change, except whoever made it; an anonymous author is nobody."""

from collections import Counter

import pytest
import sqlalchemy as sa

from backend import notifications, reports
from backend.core.db import Database
from backend.notifications import about_reports
from backend.notifications.models import NOTIFICATIONS
from backend.reports import ResponseInput, StatusInput, TextInput
from backend.reports.models import FOLLOW_UPS, FOLLOWERS, Status
from backend.worker import Worker
from tests.cast import Cast
from tests.reports.scenes import a_report, a_topic, said, stands


async def told(cast: Cast) -> Counter[tuple[str, str]]:
    """Who was told what."""
    names = {id_: name for name, id_ in cast.people.items()}
    async with cast.database.reading() as session:
        rows = await session.execute(sa.select(NOTIFICATIONS.c.person_id, NOTIFICATIONS.c.code))
        return Counter((names[row.person_id], row.code) for row in rows)


async def test_followers_are_told_of_every_change_and_who_made_it_is_not(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast)).number
        await reports.vote(session, await stands(session, cast, "karim", number))
        await reports.comment(
            session, await stands(session, cast, "karim", number), TextInput(text="Ici aussi.")
        )
        answer = ResponseInput(doing="Une file.", not_doing="Pas de casiers.", by_when="En mars", accept=True)
        await reports.respond(session, await stands(session, cast, "nadia", number), answer)
        work = StatusInput(status=Status.IN_PROGRESS)
        await reports.change_status(session, await stands(session, cast, "nadia", number), work)
        await session.commit()
    for _ in range(2):
        await Worker(database).drain()
    assert await told(cast) == {
        ("ines", "report.commented"): 1,
        ("ines", "report.answered"): 1,
        ("karim", "report.answered"): 1,
        ("ines", "report.in_progress"): 1,
        ("karim", "report.in_progress"): 1,
    }


async def test_a_note_among_those_who_answer_is_told_to_nobody(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast)).number
        nadia = await stands(session, cast, "nadia", number)
        await reports.add_note(session, nadia, TextInput(text="Entre nous."))
        await session.commit()
    await Worker(database).drain()
    assert await told(cast) == {}


async def test_an_anonymous_author_has_no_notification_and_makes_no_job(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        code = reports.new_code()
        number = await reports.submit_anonymous(session, said(signature="anonymous"), code)
        author = await reports.followed_up(session, code)
        await reports.comment(session, author, TextInput(text="Je précise."))
        nadia = await cast.actor("nadia")
        report = await reports.get_report(session, nadia, author.report.number)
        await reports.ask_author(
            session, await reports.standing_of(session, nadia, report), TextInput(text="Où ?")
        )
        await session.commit()
    await Worker(database).drain()
    assert number is not None
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(FOLLOW_UPS)) == 1
        assert not await session.scalar(sa.select(sa.func.count()).select_from(FOLLOWERS))
    assert await told(cast) == {}


async def test_many_followers_are_told_some_at_a_time_each_once(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(about_reports, "AT_ONCE", 3)
    async with database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast)).number
        for name in cast.people:
            await reports.follow(session, await stands(session, cast, name, number))
        await reports.comment(session, await stands(session, cast, "karim", number), TextInput(text="Oui."))
        await session.commit()
    await Worker(database).drain()
    everybody = {(name, "report.commented"): 1 for name in cast.people if name != "karim"}
    assert await told(cast) == everybody
    async with database.reading() as session:
        assert await notifications.unread_count(session, cast.people["ines"]) == 1
