"""An anonymous report in a dump of the whole database and in the logs: nothing says who, nor at what hour."""

import logging
import re
from collections import Counter
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend.core.db import Database, metadata
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.photos import a_photo
from tests.reports.scenes import a_topic

PARIS = ZoneInfo("Europe/Paris")
TITLE = "On manque de chaises en réserve"
ROWS_OF_A_REPORT = {"report", "report_follow_up", "report_photo", "report_post", "report_step", "report_word"}


async def test_it_leaves_no_trace_of_its_author_in_a_dump_nor_in_the_logs(
    cast: Cast, database: Database, faces: Faces, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        await session.commit()
    ines = await faces.browser("ines")
    page = (await ines.get("/reports/anonymous")).text
    fields = dict(re.findall(r'name="(pass|code)" value="([^"]+)"', page))
    before = await dump(database)
    caplog.set_level(logging.INFO)
    form = {**fields, "kind": "working_conditions", "title": TITLE, "body": "Le **samedi**"}
    # Her browser sends its cookie all the same: the door does not look.
    sent = await ines.post(
        "/reports/anonymous", data=form, files={"photo": ("a.jpg", a_photo(), "image/jpeg")}
    )
    assert sent.status_code == 200
    more = {**fields, "change": "comment", "text": "Surtout à Mériadeck"}
    assert (await ines.post("/reports/follow-up", data=more)).status_code == 200
    added = await dump(database) - before
    assert before - await dump(database) == Counter()
    assert {name for name, _ in added} == {*ROWS_OF_A_REPORT, "event"}
    told = repr(added) + caplog.text
    for trace in (cast.people["ines"].hex, str(cast.people["ines"]), "ines.marchetti", fields["code"]):
        assert trace not in told
    for secret in (TITLE, "Mériadeck"):
        assert secret not in caplog.text
    hours = {at for _, row in added for at in row if isinstance(at, datetime)}
    # The deadlines of the clock end a day too; the clock runs from just after its midnight.
    assert {at.astimezone(PARIS).replace(microsecond=0).time() for at in hours} == {time()}


async def dump(database: Database) -> Counter[tuple[str, tuple[object, ...]]]:
    """Every row of every table."""
    async with database.reading() as session:
        rows = [
            (table.name, tuple(repr(value) if isinstance(value, dict | list) else value for value in row))
            for table in metadata.sorted_tables
            for row in (await session.execute(sa.select(table))).all()
        ]
    return Counter(rows)
