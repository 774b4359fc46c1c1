import re
from urllib.parse import urlencode

import httpx2
import pytest
from starlette.applications import Starlette

from backend.demo.provider import build_provider
from tests.demo.conftest import CALLBACK, CLIENT_ID, INES, ISSUER, MAUD, SOLENE, Cast
from tests.demo.flow import REQUEST, answer_in

ADDRESS = f"/authorize?{urlencode(REQUEST)}"


def offered(page: httpx2.Response) -> list[str]:
    return re.findall(r'name="subject" value="([^"]+)"', page.text)


async def test_the_page_introduces_the_cast_and_asks_no_password(browser: httpx2.AsyncClient) -> None:
    page = await browser.get(ADDRESS)
    assert offered(page) == [INES.subject, SOLENE.subject]
    assert "Qui êtes-vous aujourd’hui\N{NO-BREAK SPACE}?" in page.text
    assert INES.summary["fr"] in page.text
    assert "password" not in page.text.replace("passwords", "")


async def test_anybody_is_found_by_name_and_can_be_chosen(browser: httpx2.AsyncClient) -> None:
    page = await browser.get(f"{ADDRESS}&words=+FERR+")
    assert offered(page)[0] == MAUD.subject
    chosen = await browser.post("/choose", data=REQUEST | {"subject": offered(page)[0], "lang": "fr"})
    assert "code" in answer_in(chosen)


async def test_a_search_that_finds_nobody_says_so_and_keeps_the_cast(browser: httpx2.AsyncClient) -> None:
    page = await browser.get(f"{ADDRESS}&words=<b>nobody")
    assert "&lt;b&gt;nobody" in page.text
    assert offered(page) == [INES.subject, SOLENE.subject]


async def test_somebody_unknown_is_asked_again(browser: httpx2.AsyncClient) -> None:
    page = await browser.post("/choose", data=REQUEST | {"subject": "demo-nobody"})
    assert page.status_code == 200
    assert offered(page) == [INES.subject, SOLENE.subject]


async def test_the_last_persona_is_offered_first_and_never_entered_alone(browser: httpx2.AsyncClient) -> None:
    await browser.post("/choose", data=REQUEST | {"subject": SOLENE.subject})
    page = await browser.get(ADDRESS)
    assert page.status_code == 200
    assert offered(page) == [SOLENE.subject, INES.subject]


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ("", {}, "fr"),
        ("", {"accept-language": "en-GB,en;q=0.9"}, "en"),
        ("&ui_locales=en-US+fr", {"accept-language": "fr"}, "en"),
        ("&ui_locales=fr&lang=en", {"accept-language": "fr"}, "en"),
        ("&lang=de", {"accept-language": "de"}, "fr"),
    ],
)
async def test_the_page_speaks_the_readers_language(
    browser: httpx2.AsyncClient, query: str, headers: dict[str, str], language: str
) -> None:
    page = await browser.get(ADDRESS + query, headers=headers)
    assert f'<html lang="{language}"' in page.text
    if language == "en":
        assert "Who are you today?" in page.text
        assert INES.title["en"].replace("'", "&#39;") in page.text


async def test_the_language_chosen_on_the_page_lasts(browser: httpx2.AsyncClient) -> None:
    page = await browser.get(ADDRESS)
    other = re.findall(r'<a href="([^"]+)" hreflang="en"', page.text)[0].replace("&amp;", "&")
    assert 'lang="en"' in (await browser.get(other)).text
    assert '<html lang="en"' in (await browser.get(ADDRESS)).text


async def test_the_page_has_a_strict_policy_that_lets_the_choice_go_back(browser: httpx2.AsyncClient) -> None:
    page = await browser.get(ADDRESS)
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self' http://127.0.0.1:8000"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<style|style=|<script(?! src)|\son\w+=", page.text)
    assert page.headers["x-content-type-options"] == "nosniff"
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text):
        assert (await browser.get(address)).status_code == 200, address


async def test_a_choice_posted_by_another_site_is_ignored(browser: httpx2.AsyncClient) -> None:
    sent = REQUEST | {"subject": INES.subject}
    page = await browser.post("/choose", data=sent, headers={"sec-fetch-site": "cross-site"})
    assert page.status_code == 403
    assert "location" not in page.headers


async def test_two_providers_do_not_share_a_key(provider: Starlette, browser: httpx2.AsyncClient) -> None:
    other = build_provider(ISSUER, CLIENT_ID, "s", [CALLBACK], [], Cast())
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=other), base_url=ISSUER) as elsewhere:
        assert (await elsewhere.get("/jwks")).json() != (await browser.get("/jwks")).json()
