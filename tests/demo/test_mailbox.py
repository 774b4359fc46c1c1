from collections.abc import AsyncIterator
from email.message import EmailMessage

import aiosmtplib
import httpx2
import pytest
from starlette.applications import Starlette

from backend.demo.letters import Letters, receive_mail
from backend.demo.mailbox import Mailbox
from backend.demo.pages import Pages

INES = "ines.marchetti@telenova.example"
KARIM = "karim.benhaddou@telenova.example"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
async def browser(letters: Letters) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=Starlette(routes=Mailbox(letters, Pages()).routes()))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as browser:
        yield browser


def invitation(to: str = KARIM) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Diapason <diapason@telenova.example>"
    message["To"] = to
    message["Subject"] = "Une rencontre à Bègles"
    message.set_content("Bonjour Karim,\n\nOn vous attend jeudi.")
    page = '<html><head><title>x</title></head><body><p>On vous attend <a href="http://x.example/">jeudi</a></p></body></html>'
    message.add_alternative(page, subtype="html")
    message.add_attachment(
        CALENDAR.encode(), maintype="text", subtype="calendar", filename="rencontre à Bègles.ics"
    )
    message.add_attachment(b"<script>", maintype="text", subtype="html", filename="piege.html")
    return message


def line(number: int, to: str = KARIM) -> bytes:
    return f"To: {to}\r\nSubject: message {number}\r\n\r\nhello".encode()


async def test_a_message_sent_over_smtp_is_shown_with_its_parts(
    letters: Letters, browser: httpx2.AsyncClient
) -> None:
    server = await receive_mail(letters, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await aiosmtplib.send(invitation(), hostname="127.0.0.1", port=port, timeout=60)

    assert "Une rencontre à Bègles" in (await browser.get("/mailbox")).text
    page = await browser.get("/mailbox/1")
    assert "On vous attend jeudi." in page.text
    assert KARIM in page.text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.text

    shown = await browser.get("/mailbox/1/html")
    assert '<head><base target="_blank"><title>' in shown.text
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "; sandbox allow-popups" in policy
    assert "allow-scripts" not in policy

    calendar = await browser.get("/mailbox/1/attachments/1")
    assert calendar.content.decode().splitlines() == CALENDAR.splitlines()
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert (
        calendar.headers["content-disposition"]
        == "attachment; filename*=UTF-8''rencontre%20%C3%A0%20B%C3%A8gles.ics"
    )
    trap = await browser.get("/mailbox/1/attachments/2")
    assert trap.headers["content-type"] == "application/octet-stream"
    assert trap.headers["x-content-type-options"] == "nosniff"


async def test_tools_read_the_mailbox_as_json(letters: Letters, browser: httpx2.AsyncClient) -> None:
    letters.receive("diapason@telenova.example", (KARIM,), invitation().as_bytes())
    letters.receive("diapason@telenova.example", (INES,), line(2, INES))
    everything = (await browser.get("/mailbox.json")).json()["letters"]
    assert [letter["number"] for letter in everything] == [2, 1]
    (only,) = (await browser.get("/mailbox.json", params={"to": "KARIM"})).json()["letters"]
    assert only["subject"] == "Une rencontre à Bègles"
    assert only["recipients"] == [KARIM]
    assert only["attachments"] == ["rencontre à Bègles.ics", "piege.html"]
    assert len((await browser.get("/mailbox.json?first=1")).json()["letters"]) == 1


async def test_the_list_shows_twenty_then_twenty_more(letters: Letters, browser: httpx2.AsyncClient) -> None:
    for number in range(1, 46):
        letters.receive("", (KARIM,), line(number))
    first = await browser.get("/mailbox?to=karim")
    assert first.text.count('id="letter-') == 20
    assert "message 45" in first.text
    assert "Voir 20 de plus" in first.text
    assert "/mailbox?to=karim&amp;shown=40" in first.text
    second = await browser.get("/mailbox?to=karim&shown=40")
    assert second.text.count('id="letter-') == 40
    assert 'id="letter-25" autofocus' in second.text
    assert "Voir 5 de plus" in second.text
    assert "Voir" not in (await browser.get("/mailbox?to=karim&shown=60")).text.split("<ol")[1]


async def test_only_the_last_letters_are_kept(browser: httpx2.AsyncClient) -> None:
    letters = Letters(kept=2)
    for number in range(1, 4):
        letters.receive("", (KARIM,), line(number))
    assert [letter.number for letter in letters.to("")] == [3, 2]
    assert letters.get(1) is None


@pytest.mark.parametrize("path", ["/mailbox/7", "/mailbox/7/html", "/mailbox/7/attachments/1", "/mailbox/0"])
async def test_a_letter_that_is_gone_is_not_found(browser: httpx2.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize(
    "query", ["shown=-1", "shown=x", "shown=²", "shown=9999999999999999999999", "to=%00"]
)
async def test_a_strange_query_shows_the_mailbox(browser: httpx2.AsyncClient, query: str) -> None:
    assert (await browser.get(f"/mailbox?{query}")).status_code == 200
    assert (await browser.get(f"/mailbox.json?{query.replace('shown', 'first')}")).status_code == 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00 not a message",
        b"Subject: =?unheard-of?q?=E9?=\r\nTo: <<>>,,\r\nDate: never\r\n\r\n",
        b"Content-Type: text/plain; charset=unheard-of\r\n\r\nd\xe9j\xe0",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/calendar\r\n\r\nBEGIN",
        b"From: <script>alert(1)</script>\r\nSubject: <script>alert(1)</script>\r\n\r\n<script>",
    ],
)
async def test_a_malformed_message_is_kept_and_shown(
    letters: Letters, browser: httpx2.AsyncClient, content: bytes
) -> None:
    letters.receive("", (KARIM,), content)
    for path in ("/mailbox", "/mailbox/1", "/mailbox/1/html", "/mailbox.json"):
        page = await browser.get(path)
        assert page.status_code == 200
        assert path.endswith(("html", "json")) or "<script>alert" not in page.text
