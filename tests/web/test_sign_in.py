"""Signing in through the demo's provider, staying in, and going out."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import sqlalchemy as sa

from backend.core import clock
from backend.identity.models import PEOPLE, SIGN_IN_SESSIONS
from tests.cast import Cast
from tests.faces import BASE
from tests.web.journeys import ISSUER, Journey, browser_before, journey_over


async def signed_in(journey: Journey) -> bool:
    return (await journey.browser.get("/me")).status_code == 200


async def test_the_front_door_asks_for_no_password(journey: Journey) -> None:
    page = await journey.browser.get("/sign-in")
    assert page.status_code == 200
    assert "Entrer avec mon compte de travail" in page.text
    assert "password" not in page.text
    assert f"form-action 'self' {ISSUER};" in page.headers["content-security-policy"]


async def test_ines_signs_in_with_pkce_state_and_nonce(journey: Journey) -> None:
    asked = await journey.set_off()
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["redirect_uri"] == f"{BASE}/sign-in/callback"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    response = await journey.browser.get(await journey.choose(asked, "ines"))
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert "Inès Marchetti" in (await journey.browser.get("/me")).text


async def test_the_cookies_are_out_of_reach_of_scripts_and_of_other_sites(journey: Journey) -> None:
    start = await journey.browser.post("/sign-in")
    end = await journey.sign_in("ines")
    for response in (start, end):
        for cookie in response.headers.get_list("set-cookie"):
            if "Max-Age=0" not in cookie:
                assert "HttpOnly" in cookie
                assert "SameSite=lax" in cookie
                assert "Secure" not in cookie
    # The sign-in under way is over: it cannot be finished twice.
    assert "diapason_sign_in" not in journey.browser.cookies


async def test_over_https_the_session_travels_only_encrypted(cast: Cast, journey: Journey) -> None:
    changes = {"base_url": "https://diapason.test"}
    secure = journey_over(cast, cast.database, **changes)
    start = await secure.browser.post("/sign-in")
    assert "; Secure" in start.headers["set-cookie"]


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/circles/coeur?tab=2&q=h%C3%A9", "/circles/coeur?tab=2&q=h%C3%A9"),
        ("/me", "/me"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        (" //evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("circles", "/"),
        ("/" + "a" * 3000, "/"),
        ("", "/"),
    ],
)
async def test_deep_links_survive_and_open_redirects_do_not(
    journey: Journey, wanted: str, reached: str
) -> None:
    response = await journey.sign_in("ines", next=wanted)
    assert response.headers["location"] == reached
    # Already signed in, the front door sends on by the same rule.
    again = await journey.browser.get("/sign-in", params={"next": wanted})
    assert again.headers["location"] == reached


async def test_a_signed_out_reader_comes_back_to_the_address_they_wanted(journey: Journey) -> None:
    turned_away = await journey.browser.get("/circles?q=c%26a&mine=1")
    front_door = turned_away.headers["location"]
    wanted = parse_qs(urlsplit(front_door).query)["next"][0]
    assert 'name="next" value="/circles?q=c%26a&amp;mine=1"' in (await journey.browser.get(front_door)).text
    response = await journey.sign_in("ines", next=wanted)
    assert response.headers["location"] == "/circles?q=c%26a&mine=1"


async def test_signing_in_again_ends_the_session_this_browser_had(journey: Journey) -> None:
    await journey.sign_in("ines")
    first = journey.browser.cookies["diapason"]
    await journey.sign_in("karim")
    assert journey.browser.cookies["diapason"] != first
    old = browser_before(journey.faces)
    old.cookies.set("diapason", first)
    assert (await old.get("/me")).status_code == 303
    assert "Karim Benhaddou" in (await journey.browser.get("/me")).text


async def test_a_cookie_we_did_not_sign_opens_nothing(journey: Journey) -> None:
    await journey.sign_in("ines")
    value = journey.browser.cookies["diapason"]
    for forged in (value.partition(".")[0], value[:-8] + "xxxxxxxx", "é", ""):
        thief = browser_before(journey.faces)
        headers = {"cookie": f"diapason={forged}".encode()}
        assert (await thief.get("/me", headers=headers)).status_code == 303


async def test_an_unused_session_ends_and_a_used_one_stays(cast: Cast, journey: Journey) -> None:
    await journey.sign_in("ines")
    for hours in (11, 22):
        clock.travel(timedelta(hours=hours))
        assert await signed_in(journey)
    clock.travel(timedelta(hours=35))
    assert not await signed_in(journey)


async def test_even_a_used_session_ends_after_a_week(journey: Journey) -> None:
    await journey.sign_in("ines")
    for half_day in range(1, 7 * 2 + 1):
        clock.travel(timedelta(hours=11.9 * half_day))
        assert await signed_in(journey)
    clock.travel(timedelta(days=7, minutes=1))
    assert not await signed_in(journey)


async def test_a_shared_phone_is_signed_out_after_ten_minutes_whatever_is_done(journey: Journey) -> None:
    asked = await journey.set_off(shared="1")
    assert asked["prompt"] == "login"
    response = await journey.browser.get(await journey.choose(asked, "ines"))
    assert "Max-Age=600" in response.headers["set-cookie"]
    for minutes in (4, 9):
        clock.travel(timedelta(minutes=minutes))
        assert "Téléphone partagé" in (await journey.browser.get("/me")).text
    clock.travel(timedelta(minutes=10, seconds=1))
    assert not await signed_in(journey)


async def test_signing_out_closes_the_session_and_goes_through_the_provider(journey: Journey) -> None:
    await journey.sign_in("ines")
    cookie = journey.browser.cookies["diapason"]
    response = await journey.browser.post("/sign-out")
    way_out = urlsplit(response.headers["location"])
    assert f"{way_out.scheme}://{way_out.netloc}{way_out.path}" == f"{ISSUER}/logout"
    asked = parse_qs(way_out.query)
    assert asked["post_logout_redirect_uri"] == [f"{BASE}/"]
    gone = await journey.provider.get(response.headers["location"])
    assert gone.headers["location"] == f"{BASE}/"
    thief = browser_before(journey.faces)
    thief.cookies.set("diapason", cookie)
    assert (await thief.get("/me")).status_code == 303
    async with journey.faces.cast.database.reading() as session:
        kept = (await session.execute(sa.select(SIGN_IN_SESSIONS.c.id_token))).scalars().all()
    assert kept == [None]


async def test_another_site_can_sign_nobody_in_or_out(journey: Journey) -> None:
    await journey.sign_in("ines")
    for path in ("/sign-in", "/sign-out", "/me/sign-out-everywhere"):
        response = await journey.browser.post(path, headers={"sec-fetch-site": "cross-site"})
        assert response.status_code == 403
    assert await signed_in(journey)


async def test_the_directorys_groups_give_roles_at_each_sign_in(cast: Cast) -> None:
    roles = {"diapason-cx-leaders": "cx_leader@aquitaine", "diapason-admins": "administrator"}
    journey = journey_over(cast, cast.database, oidc_group_roles=roles)
    async with cast.database.writing() as session:
        await session.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["karim"]).values(subject=f"{ISSUER}|karim")
        )
        await session.commit()
    journey.company.people[3] = journey.company.people[3].__class__(
        "karim", "karim@elsewhere.example", "K", "B", ("diapason-admins",), {}, {}, featured=True
    )
    await journey.sign_in("karim")
    actor = await cast.actor("karim")
    assert actor.may("roles.grant")
    assert actor.name == "Karim Benhaddou"


async def test_the_language_is_kept_with_the_person_or_in_the_browser(journey: Journey) -> None:
    response = await in_english(journey, "/sign-in?next=/circles%3Fq%3Da")
    assert response.headers["location"] == "/sign-in?next=/circles%3Fq%3Da"
    assert "Enter with my work account" in (await journey.browser.get("/sign-in")).text
    await journey.sign_in("ines")
    assert "Mon compte" in (await journey.browser.get("/me")).text
    response = await in_english(journey, "//evil.example")
    assert response.headers["location"] == "/"
    assert "My account" in (await journey.browser.get("/me")).text
    assert (await journey.browser.post("/language", data={"locale": "de", "next": "/"})).status_code == 404


async def in_english(journey: Journey, back_to: str) -> httpx2.Response:
    return await journey.browser.post("/language", data={"locale": "en", "next": back_to})


async def test_a_link_changes_nobody_s_language(journey: Journey) -> None:
    await journey.sign_in("ines")
    assert (await journey.browser.get("/language?locale=en")).status_code == 404
    elsewhere = {"sec-fetch-site": "cross-site"}
    refused = await journey.browser.post("/language", data={"locale": "en"}, headers=elsewhere)
    assert refused.status_code == 403
    assert "Mon compte" in (await journey.browser.get("/me")).text


async def test_the_language_button_keeps_the_address_one_was_going_to(journey: Journey) -> None:
    page = await journey.browser.get("/sign-in?next=/circles%3Fq%3Da")
    assert '<input type="hidden" name="next" value="/sign-in?next=/circles%3Fq%3Da">' in page.text
