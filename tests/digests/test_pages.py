"""The pages of the digest: who sees what, the feed, and unsubscribing from a mail program."""

import re
from xml.etree import ElementTree

import httpx2
import sqlalchemy as sa

from backend import digests
from backend.core.db import Database
from backend.digests import State
from backend.digests.models import ISSUES
from backend.digests.subscriptions import token_of
from backend.identity import PEOPLE, PersonStatus
from backend.services import Services
from tests.cast import Cast
from tests.digests.mailer import MAILER
from tests.digests.scenes import a_draft, a_review, a_sending
from tests.faces import BASE, Faces

ATOM = {"a": "http://www.w3.org/2005/Atom"}


async def sent(cast: Cast) -> int:
    """An issue that everybody has."""
    async with cast.database.writing() as session:
        issue = await a_sending(session, cast)
        number = issue.number
        await session.execute(
            ISSUES.update()
            .where(ISSUES.c.id == issue.id)
            .values(status=State.SENT, finished_at=issue.started_at)
        )
        await session.commit()
    return number


async def test_a_draft_exists_only_for_those_who_make_it(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        number = (await a_draft(session, cast)).number
        await session.commit()
    for path in ("", "/edit", "/print", "/screen", "/mail/fr", "/looks/fr", "/versions/1"):
        assert (await (await faces.browser("ines")).get(f"/digests/{number}{path}")).status_code == 404
    nadia = await faces.browser("nadia")
    for path in ("", "/edit", "/print", "/screen", "/looks/fr", "/versions/1"):
        assert (await nadia.get(f"/digests/{number}{path}")).status_code == 200, path


async def test_the_mail_is_looked_at_in_both_themes_by_its_makers(
    cast: Cast, database: Database, faces: Faces
) -> None:
    database.info["mailer"] = MAILER
    async with database.writing() as session:
        number = (await a_draft(session, cast)).number
        await session.commit()
    nadia = await faces.browser("nadia")
    frames = re.findall(
        r'src="(/digests/\d+/mail/en\?as=(light|dark))"',
        (await nadia.get(f"/digests/{number}/looks/en")).text,
    )
    assert [theme for _, theme in frames] == ["light", "dark", "light", "dark"]
    for address, theme in frames[:2]:
        letter = await nadia.get(address.replace("&amp;", "&"))
        assert letter.headers["x-frame-options"] == "SAMEORIGIN"
        assert "prefers-color-scheme" not in letter.text
        assert f"color-scheme: {theme}" in letter.text
        assert ("@media all" in letter.text) == (theme == "dark")
    text = await nadia.get(f"/digests/{number}/mail/en?as=text")
    assert text.headers["content-type"].startswith("text/plain")
    del database.info["mailer"]


async def test_the_archive_is_read_by_its_audience_and_counted_without_names(
    cast: Cast, faces: Faces
) -> None:
    number = await sent(cast)
    ines = await faces.browser("ines")
    for path in ("", "/print", "/screen", "?in=en"):
        answer = await ines.get(f"/digests/{number}{path}")
        assert answer.status_code == 200
        assert "Deux files" in answer.text or "Two queues" in answer.text
    assert (await ines.get(f"/digests/{number}/edit")).status_code == 404
    async with cast.database.reading() as session:
        row = (await session.execute(ISSUES.select())).one()
    assert row.archive_reads == 4


async def test_the_feed_holds_what_its_reader_may_see(cast: Cast, faces: Faces) -> None:
    number = await sent(cast)
    answer = await (await faces.browser("ines")).get("/digests/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text)
    links = [one.attrib["href"] for one in feed.findall("a:entry/a:link", ATOM)]
    assert links == [f"{BASE}/digests/{number}"]
    assert feed.find("a:entry/a:author/a:name", ATOM) is not None
    assert (await (await faces.browser(None)).get("/digests/feed.atom")).status_code == 303


async def test_a_feed_reader_opens_the_address_that_the_page_gives_until_its_owner_leaves(
    cast: Cast, faces: Faces
) -> None:
    await sent(cast)
    page = await (await faces.browser("ines")).get("/digests")
    own = re.findall(r"/digests/feed/[\w.-]+", page.text)[0]
    program = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=faces.app), base_url=BASE)
    answer = await program.get(own)
    feed = ElementTree.fromstring(answer.text)
    assert len(feed.findall("a:entry", ATOM)) == 1
    assert [one.attrib["href"] for one in feed.findall("a:link", ATOM)] == [f"{BASE}{own}", f"{BASE}/digests"]
    assert (await program.get(f"{own[:-8]}AAAAAAAA")).status_code == 404
    async with cast.database.writing() as session:
        ines = PEOPLE.c.id == cast.people["ines"]
        await session.execute(sa.update(PEOPLE).where(ines).values(status=PersonStatus.INACTIVE))
        await session.commit()
    assert (await program.get(own)).status_code == 404


async def test_a_new_address_of_the_feed_stops_the_one_before(cast: Cast, faces: Faces) -> None:
    ines = await faces.browser("ines")
    program = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=faces.app), base_url=BASE)
    known: list[str] = []
    for _ in range(3):
        [own] = set(re.findall(r"/digests/feed/[\w.-]+", (await ines.get("/digests")).text))
        known.append(own)
        opened = [(await program.get(one)).status_code for one in known]
        assert opened == [404] * (len(known) - 1) + [200]
        assert (await ines.post("/digests/feed")).status_code == 303
    await program.aclose()


async def test_a_mail_program_unsubscribes_in_one_post_without_signing_in(
    cast: Cast, faces: Faces, database: Database
) -> None:
    await sent(cast)
    services: Services = faces.app.state.services
    async with database.reading() as session:
        row = (await session.execute(ISSUES.select())).one()
    token = token_of(services.settings, row.id, cast.people["ines"])
    program = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=faces.app), base_url=BASE)
    assert (await program.get(f"/digests/unsubscribe/{token}")).status_code == 200
    async with database.reading() as session:
        assert await digests.is_subscribed(session, await cast.actor("ines"))
    for _ in range(2):
        sent_form = {"List-Unsubscribe": "One-Click"}
        answer = await program.post(f"/digests/unsubscribe/{token}", data=sent_form)
        assert answer.status_code == 200
    forged = await program.post(
        f"/digests/unsubscribe/{token[:-8]}AAAAAAAA", data={"List-Unsubscribe": "One-Click"}
    )
    assert forged.status_code == 422
    await program.aclose()
    async with database.reading() as session:
        assert not await digests.is_subscribed(session, await cast.actor("ines"))
        row = (await session.execute(ISSUES.select())).one()
    assert row.unsubscribed == 1


async def test_ines_may_receive_it_again(cast: Cast, faces: Faces) -> None:
    await sent(cast)
    ines = await faces.browser("ines")
    await ines.post("/digests/subscription", data={"wanted": "0"})
    assert "Vous ne le recevez pas" in (await ines.get("/digests")).text
    assert "Vous ne le recevez pas" in (await ines.get("/me")).text
    there = await ines.post("/digests/subscription", data={"wanted": "1", "back": "/me"})
    assert there.headers["location"].startswith("/me")
    assert "Vous recevez chaque numéro" in (await ines.get("/digests")).text


async def test_today_asks_the_sponsor_for_a_signature_and_the_workshop_says_what_stands_in_the_way(
    cast: Cast, faces: Faces
) -> None:
    async with cast.database.writing() as session:
        await a_review(session, cast, promised=False)
        await session.commit()
    helene = await faces.browser("helene")
    assert "Relire et signer Le La" in (await helene.get("/")).text
    stopped = await helene.get("/digests/1/edit")
    assert "sans engagement clos" in stopped.text
    assert "Relire et signer" not in (await (await faces.browser("ines")).get("/")).text


async def test_today_tells_everybody_that_an_issue_is_out(cast: Cast, faces: Faces) -> None:
    await sent(cast)
    assert "est paru" in (await (await faces.browser("ines")).get("/")).text


async def test_a_tool_reads_an_issue_through_graphql(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        number = (await a_review(session, cast, promised=False)).number
        await session.commit()
    query = """query($n: Int!) { digestIssue(number: $n) {
      status month audience languages sections { title items { title url lineage { title } } }
      blockers { code message } signature { by at }
      delivery { recipients sent failed remaining ratePerSecond }
    } digestIssues(first: 5) { nodes { number } } }"""
    answer = await faces.graphql("helene", query, n=number)
    issue = answer["data"]["digestIssue"]
    assert (issue["status"], issue["languages"], issue["signature"]) == ("IN_REVIEW", ["fr", "en"], None)
    assert [one["code"] for one in issue["blockers"]] == ["promise_open"]
    assert issue["sections"][0]["items"][0]["lineage"][0]["title"].startswith("n° ")
    hidden = await faces.graphql("ines", query, n=number)
    assert hidden["data"] == {"digestIssue": None, "digestIssues": {"nodes": []}}
