"""Out of a kind of mail in one click from a mail program (RFC 8058), by whoever has the letter alone."""

import re

import httpx2
import pytest

from backend import notifications
from backend.core.db import Database
from backend.notifications import Channel, Notice, NotificationKind
from backend.worker import Worker
from tests.cast import Cast
from tests.faces import BASE, Faces
from tests.mail_sink import Sink
from tests.notifications.conftest import travel_to


async def stop_address(cast: Cast, sink: Sink) -> str:
    """Where Inès's letter about two things lets her stop it."""
    travel_to("2026-11-26T11:00")
    async with cast.database.writing() as session:
        for kind, code in ((NotificationKind.REPORT, "report.kept"), (NotificationKind.ANSWER, "answer")):
            params = {
                "number": 1,
                "title": "x",
                "by": "Karim",
                "message": "m",
                "question": "q",
                "answer": "a",
            }
            await notifications.tell(session, [cast.people["ines"]], Notice(kind, code, code, "/", params))
        await session.commit()
    travel_to("2026-11-26T11:11")
    await Worker(cast.database).drain()
    (letter,) = sink.letters
    assert letter["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(
        r"<https://diapason\.telenova\.example(/unsubscribe/[\w-]+)>", letter["list-unsubscribe"]
    )
    assert found
    assert found.group(1) in letter.get_body(("plain",)).get_content()
    return found.group(1)


@pytest.fixture
async def mail_program(faces: Faces) -> httpx2.AsyncClient:
    """No cookie, no Origin, no Sec-Fetch-Site."""
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=faces.app), base_url=BASE)


async def mailed(cast: Cast) -> set[str]:
    async with cast.database.reading() as session:
        return set((await notifications.preferences_of(session, cast.people["ines"])).wanted[Channel.MAIL])


async def test_a_mail_program_stops_all_that_its_letter_told_and_twice_is_once(
    cast: Cast, database: Database, sink: Sink, mail_program: httpx2.AsyncClient
) -> None:
    address = await stop_address(cast, sink)
    for _ in range(2):
        response = await mail_program.post(address, data={"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "set-cookie" not in response.headers
    assert await mailed(cast) == set(NotificationKind) - {"report", "answer"}


async def test_looking_at_the_page_changes_nothing_and_a_button_stops_one_kind(
    cast: Cast, database: Database, sink: Sink, mail_program: httpx2.AsyncClient
) -> None:
    address = await stop_address(cast, sink)
    page = await mail_program.get(address)
    assert page.status_code == 200
    assert page.text.count('name="kind"') == 2
    assert "Inès" not in page.text
    assert await mailed(cast) == set(NotificationKind)
    await mail_program.post(address, data={"kind": "report"})
    assert await mailed(cast) == set(NotificationKind) - {"report"}
    assert (await mail_program.post(address, data={"kind": "pulse"})).status_code == 404


async def test_an_address_that_we_did_not_make_leads_nowhere(
    cast: Cast, database: Database, sink: Sink, mail_program: httpx2.AsyncClient
) -> None:
    address = await stop_address(cast, sink)
    for wrong in (address[:-8] + "A" * 8, "/unsubscribe/x", "/unsubscribe/" + "A" * 600, "/unsubscribe/é"):
        assert (await mail_program.post(wrong)).status_code == 404
        assert (await mail_program.get(wrong)).status_code == 404
    assert await mailed(cast) == set(NotificationKind)
