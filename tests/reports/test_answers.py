"""Official responses: later entries are dated, response times have their counts, the oldest waits first."""

import re

from backend import reports
from backend.core.db import Database
from backend.core.listing import Page
from backend.reports import ResponseInput
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.scenes import YES, a_report, sent, stands


async def test_a_later_edit_adds_a_dated_entry_and_the_first_stays(cast: Cast, database: Database) -> None:
    number = await sent(cast)
    later = ResponseInput(doing="La file unique attend ses panneaux.")
    async with database.writing() as session:
        report = await reports.respond(session, await stands(session, cast, "nadia", number), YES)
        answered_at = report.answered_at
        assert report.apply_by is not None
        await reports.respond(session, await stands(session, cast, "nadia", number), later)
        said = (await reports.response_rows(session, [report.id], Page()))[report.id].items
        assert [one.doing for one in said] == [YES.doing, later.doing]
        assert said[0].said_at <= said[1].said_at
        assert report.answered_at == answered_at


async def test_times_tell_the_median_and_the_share_on_time(cast: Cast, database: Database) -> None:
    number = await sent(cast)
    async with database.writing() as session:
        await a_report(session, cast, by="thomas", title="Le bip du badge")
        await reports.respond(session, await stands(session, cast, "nadia", number), YES)
        times = await reports.response_times(session)
    assert [(one.topic_name, one.answered, one.median, one.on_time) for one in times] == [
        ("Boutiques", 1, 0.0, 1.0)
    ]


async def test_what_has_waited_longest_comes_first(cast: Cast, faces: Faces) -> None:
    first = await sent(cast)
    async with cast.database.writing() as session:
        second = (await a_report(session, cast, by="thomas", title="Le bip du badge")).number
        await session.commit()
    page = (await (await faces.browser("nadia")).get("/reports/inbox")).text
    listed = [int(number) for number in re.findall(r'<h2 class="t-m"><a href="/reports/(\d+)"', page)]
    assert listed == [first, second]
