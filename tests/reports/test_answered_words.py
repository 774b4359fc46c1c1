"""The words that were answered officially: nobody rewrites them afterwards."""

import pytest

from backend import reports
from backend.core.db import Database
from backend.reports import CompletionInput, errors
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.scenes import YES, sent, stands


async def test_the_words_that_were_answered_stay_and_tags_are_added(
    cast: Cast, database: Database, faces: Faces
) -> None:
    number = await sent(cast, body="Le samedi,\nsurtout.")
    async with database.writing() as session:
        report = await reports.respond(session, await stands(session, cast, "nadia", number), YES)
        await session.commit()
    for words in ({"title": "Trois files"}, {"title": report.title, "body": "Tout va bien."}):
        async with database.writing() as session:
            ines = await stands(session, cast, "ines", number)
            with pytest.raises(errors.WordsAnswered):
                await reports.complete(session, ines, CompletionInput.model_validate(words))
    ines = await faces.browser("ines")
    page = (await ines.get(f"/reports/{number}/edit")).text
    assert ('name="title"' in page, 'name="tags"' in page) == (False, True)
    assert (await ines.post(f"/reports/{number}/edit", data={"tags": "file"})).status_code == 303
    late = {"title": "Autre", "body": "Dix minutes de travail"}
    again = await ines.post(f"/reports/{number}/edit", data=late)
    assert (again.status_code, "Dix minutes de travail" in again.text) == (422, True)
    as_sent = {"title": report.title, "body": "Le samedi,\r\nsurtout.", "tags": "file"}
    assert (await ines.post(f"/reports/{number}/edit", data=as_sent)).status_code == 303
    async with database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
    assert (row.title, row.body, list(row.tags)) == (report.title, report.body, ["file"])
