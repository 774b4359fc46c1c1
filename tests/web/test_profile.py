"""My account: settings, mail, and the browsers I am signed in with."""

import re

from backend.web.browsers import browser_name, is_phone
from tests.faces import Faces
from tests.web.journeys import CHROME, Journey, browser_before

SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/17 Safari/605"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/130.0 Safari/537 Edg/130.0"


async def test_the_page_says_who_ines_is(faces: Faces) -> None:
    page = await (await faces.browser("ines")).get("/me")
    for words in ("Inès Marchetti", "Boutique Sainte-Catherine", "Karim Benhaddou", "Ce que Diapason garde"):
        assert words in page.text


async def test_ines_changes_language_and_theme_and_the_page_follows(faces: Faces) -> None:
    browser = await faces.browser("ines")
    form = {"locale": "en", "theme": "dark", "time_zone": "Indian/Reunion"}
    response = await browser.post("/me", data=form)
    assert (response.status_code, response.headers["location"]) == (303, "/me")
    page = (await browser.get("/me")).text
    assert '<html lang="en" data-theme="dark">' in page
    assert 'value="Indian/Reunion" selected' in page
    assert "Your settings are saved" in page


async def test_a_zone_that_does_not_exist_shows_the_form_again_filled(faces: Faces) -> None:
    browser = await faces.browser("ines")
    response = await browser.post("/me", data={"theme": "dark", "time_zone": "Mars/Olympus"})
    assert response.status_code == 422
    assert "Choisissez un fuseau horaire de la liste" in response.text
    assert re.search(r'name="theme" value="dark"[^>]* checked', response.text)
    assert "data-theme" not in (await browser.get("/me")).text


async def test_ines_chooses_what_she_is_told_where_and_when(faces: Faces) -> None:
    browser = await faces.browser("ines")
    form = {
        "inbox": ["invitation", "answer"],
        "mail": ["answer"],
        "quiet_from": "18:30",
        "quiet_until": "08:15",
    }
    response = await browser.post("/me/preferences", data=form)
    assert response.status_code == 303
    page = (await browser.get("/me")).text
    assert re.findall(r'name="inbox" value="(\w+)"[^>]* checked', page) == ["invitation", "answer"]
    assert re.findall(r'name="mail" value="(\w+)"[^>]* checked', page) == ["answer"]
    assert 'value="18:30"' in page
    assert 'value="08:15"' in page
    await browser.post("/me/preferences", data={})
    page = (await browser.get("/me")).text
    assert not re.findall(r'name="(?:inbox|mail)"[^>]* checked', page)
    assert 'value="18:30"' in page


async def test_ines_is_not_offered_the_news_of_those_who_make_the_letter(faces: Faces) -> None:
    page = (await (await faces.browser("ines")).get("/me")).text
    offered = re.findall(r'name="mail" value="(\w+)"', page)
    assert "report" in offered
    assert not {"alert", "digest"} & set(offered)


async def test_an_hour_that_is_none_is_refused_and_nothing_changes(faces: Faces) -> None:
    browser = await faces.browser("ines")
    response = await browser.post("/me/preferences", data={"quiet_from": "25:61", "mail": ["answer"]})
    assert response.status_code == 422
    page = (await browser.get("/me")).text
    assert len(re.findall(r'name="mail"[^>]* checked', page)) > 1


async def test_karim_signs_out_the_phone_he_left_at_the_shop(journey: Journey) -> None:
    phone = journey.browser
    await journey.sign_in("karim")
    journey.browser = browser_before(journey.faces)
    journey.browser.headers["user-agent"] = SAFARI
    await journey.sign_in("karim")
    page = (await journey.browser.get("/me")).text
    assert "Chrome, Android" in page
    assert re.search(r"Safari, Mac\s*<span class=\"tag tag--petrol\">Ce navigateur", page)
    (action,) = re.findall(r'action="(/me/sessions/[^"]+)"', page)
    assert (await journey.browser.post(action)).headers["location"] == "/me"
    assert (await phone.get("/me")).status_code == 303
    assert (await journey.browser.get("/me")).status_code == 200


async def test_nobody_signs_out_somebody_elses_browser(journey: Journey, faces: Faces) -> None:
    await journey.sign_in("karim")
    other = browser_before(journey.faces)
    karim, journey.browser = journey.browser, other
    await journey.sign_in("karim")
    page = (await other.get("/me")).text
    (action,) = re.findall(r'action="(/me/sessions/[^"]+)"', page)
    assert (await (await faces.browser("ines")).post(action)).status_code == 404
    assert (await karim.get("/me")).status_code == 200


async def test_signing_out_everywhere_closes_every_browser_this_one_included(journey: Journey) -> None:
    phone = journey.browser
    await journey.sign_in("karim")
    journey.browser = browser_before(journey.faces)
    await journey.sign_in("karim")
    response = await journey.browser.post("/me/sign-out-everywhere")
    assert response.headers["location"] == "/sign-in"
    for browser in (phone, journey.browser):
        assert (await browser.get("/me")).status_code == 303


def test_browsers_are_named_as_people_know_them() -> None:
    assert (browser_name(CHROME), is_phone(CHROME)) == ("Chrome, Android", True)
    assert (browser_name(SAFARI), is_phone(SAFARI)) == ("Safari, Mac", False)
    assert (browser_name(EDGE), browser_name("curl/8")) == ("Edge, Windows", "")
