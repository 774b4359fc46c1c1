"""An anonymous report stores nobody, and a day in place of an hour."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend import reports
from backend.core.listing import Page
from backend.events import EVENTS
from backend.reports import Signature, TextInput
from backend.reports.models import FOLLOWERS, REPORTS
from tests.cast import Cast
from tests.reports.scenes import a_topic, said, stands


async def test_an_anonymous_report_stores_nobody_and_answers_to_its_code(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        code = reports.new_code()
        given = reports.ReportInput(kind=reports.Kind.WORKING_CONDITIONS, title="On manque de chaises")
        report = await reports.submit_anonymous(session, given, code)
        again = await reports.submit_anonymous(session, given, code.upper().replace("-", " "))
        assert again.id == report.id
        number, made = report.number, report.id
        await session.commit()
    async with cast.database.writing() as session:
        author = await reports.followed_up(session, code)
        await reports.comment(session, author, TextInput(text="Surtout le samedi"))
        await session.commit()
    async with cast.database.reading() as session:
        row = (await session.execute(sa.select(REPORTS).where(REPORTS.c.id == made))).one()
        followers = (await session.execute(sa.select(FOLLOWERS))).all()
        posts = (await reports.post_rows(session, None, [made], Page()))[made].items
    assert (row.author_id, row.org_unit_id, row.signature) == (None, None, Signature.ANONYMOUS)
    assert (row.received_at.minute, row.received_at.second, made.version) == (0, 0, 4)
    assert followers == []
    assert (posts[0].from_author, posts[0].author_name, posts[0].posted_at.second) == (True, None, 0)
    assert number >= 500_000


async def test_its_day_is_the_day_of_the_company_wherever_it_is(cast: Cast) -> None:
    far = ZoneInfo("Pacific/Kiritimati")
    async with cast.database.writing() as session:
        session.info["zone"] = far
        await a_topic(session, cast)
        code = reports.new_code()
        report = await reports.submit_anonymous(session, said(), code)
        await reports.comment(session, await reports.followed_up(session, code), TextInput(text="Encore"))
        times = (
            await session.scalars(sa.select(EVENTS.c.occurred_at).where(EVENTS.c.subject_id == report.id))
        ).all()
        assert len(times) == 2
        assert {at.astimezone(far).time() for at in (report.received_at, *times)} == {time()}


async def test_an_answer_tells_no_hour_through_the_clock(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        code = reports.new_code()
        report = await reports.submit_anonymous(session, said(), code)
        nadia = await stands(session, cast, "nadia", report.number)
        asked = await reports.ask_author(session, nadia, TextInput(text="Où ?"))
        due = report.clock_due_at
        await reports.answer_as_author(
            session, await reports.followed_up(session, code), TextInput(text="Ici")
        )
        assert report.clock_runs_from - asked.posted_at == timedelta(microseconds=1)
        assert report.clock_due_at <= due
