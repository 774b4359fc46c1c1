"""Addresses that lead nowhere and failures of ours: a page that helps, under the same protections."""

import re

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.circles.scene import a_circle
from tests.faces import BASE, Faces


@pytest.mark.parametrize("address", ["/nowhere", "/circles/coeur/nowhere", "/static/nowhere.css"])
async def test_an_address_that_leads_nowhere_answers_a_page_in_the_reader_s_language(
    faces: Faces, address: str
) -> None:
    ines = await faces.browser("ines")
    page = await ines.get(address)
    assert page.status_code == 404
    assert '<html lang="fr"' in page.text
    assert "Chercher" in page.text


async def test_a_stranger_is_told_no_more(faces: Faces) -> None:
    stranger = await faces.browser(None)
    page = await stranger.get("/nowhere", headers={"accept-language": "en"})
    assert page.status_code == 404
    assert '<html lang="en"' in page.text


async def test_an_address_that_only_takes_a_form_leads_nowhere_when_opened(faces: Faces) -> None:
    ines = await faces.browser("ines")
    page = await ines.get("/me/sign-out-everywhere")
    assert page.status_code == 404
    assert '<html lang="fr"' in page.text


async def test_a_failure_of_ours_answers_a_page_with_its_reference_and_keeps_the_policy(
    faces: Faces, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(request: Request) -> Response:
        raise RuntimeError("out of luck")

    faces.app.routes.insert(0, Route("/fail", fail))
    transport = httpx2.ASGITransport(app=faces.app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as stranger:
        page = await stranger.get("/fail", headers={"accept-language": "fr"})
    assert page.status_code == 500
    assert '<html lang="fr"' in page.text
    assert "out of luck" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    reference = re.search(r"Failure (\w+):", caplog.text)
    assert reference is not None
    assert reference.group(1) in page.text


@pytest.mark.parametrize("address", ["/circles?after=garbage", "/me/notifications?after=zz"])
async def test_a_link_that_was_cut_is_told_as_such(faces: Faces, address: str) -> None:
    ines = await faces.browser("ines")
    page = await ines.get(address)
    assert page.status_code == 422
    assert "Ce lien n’est pas complet" in page.text
    assert "La situation a changé" not in page.text
    assert f'href="{address.partition("?")[0]}"' in page.text
    toast = await ines.get(address, headers={"hx-request": "true"})
    assert toast.headers["hx-retarget"] == "#toasts"
    assert "Ce lien n’est pas complet" in toast.text
    assert "curseur" not in toast.text


@pytest.mark.parametrize(
    ("sent_from", "led_to"),
    [
        (f"{BASE}/circles/coeur?after=x", "/circles/coeur?after=x"),
        ("https://elsewhere.example/circles/coeur", "/"),
        (f"{BASE}//elsewhere.example", "/"),
        ("http://[", "/"),
    ],
)
async def test_a_page_that_is_out_of_date_is_one_press_away_from_a_fresh_one(
    faces: Faces, sent_from: str, led_to: str
) -> None:
    slug = await a_circle(faces.cast)
    ines = await faces.browser("ines")
    for headers in ({}, {"hx-request": "true"}):
        refused = await ines.post(f"/circles/{slug}/leave", headers={"referer": sent_from, **headers})
        assert refused.status_code == 409
        assert re.search(f'href="{re.escape(led_to)}"[^>]*>Voir où en sont les choses', refused.text)
