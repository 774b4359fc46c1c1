"""Every way of getting in that is no way in: each is refused with its reason, and leaves nothing behind."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
import sqlalchemy as sa

from backend.core import clock
from backend.core.db import Database
from backend.events import EVENTS
from backend.http.provider import Provider
from backend.identity.models import PEOPLE, SIGN_IN_SESSIONS, PersonStatus
from tests.cast import Cast
from tests.faces import Faces, faces_over
from tests.web.journeys import CALLBACK, ISSUER, Journey, browser_before
from tests.web.rogue import (
    KEY,
    OTHER_KEY,
    Claims,
    Rogue,
    new_key,
    sign,
    signed_with_the_public_key,
    unsigned,
)

REFUSED = "La connexion n’a pas abouti"


@pytest.fixture
def rogue() -> Rogue:
    return Rogue()


@pytest.fixture
async def faces(cast: Cast, database: Database, rogue: Rogue) -> Faces:
    faces = faces_over(cast, database, oidc_issuer=ISSUER)
    faces.app.state.provider = Provider(faces.app.state.services.settings, rogue.transport())
    return faces


async def come_back(faces: Faces, rogue: Rogue, **answer: str) -> httpx2.Response:
    """Set off, and come back with what the provider is made to say."""
    browser = browser_before(faces)
    start = await browser.post("/sign-in")
    asked = parse_qs(urlsplit(start.headers["location"]).query)
    rogue.nonce = asked["nonce"][0]
    given = {"code": "a-code", "state": asked["state"][0]} | answer
    return await browser.get(f"{CALLBACK}?{urlencode(given)}")


async def assert_refused(response: httpx2.Response, database: Database, reason: str) -> None:
    assert response.status_code == 403
    assert reason in response.text
    assert "diapason=" not in response.headers.get("set-cookie", "")
    async with database.reading() as session:
        for untouched in (SIGN_IN_SESSIONS, EVENTS):
            assert (await session.execute(sa.select(sa.func.count()).select_from(untouched))).scalar() == 0
        subjects = (await session.execute(sa.select(PEOPLE.c.subject))).scalars().all()
    assert subjects == [None] * 8


def changed(**values: Any) -> Callable[[Claims], str]:
    """Honest claims but for these; None takes the claim away."""

    def spoil(claims: Claims) -> str:
        return sign({k: v for k, v in (claims | values).items() if v is not None})

    return spoil


LIES: dict[str, tuple[Callable[[Claims], str], str]] = {
    "for another application": (changed(aud="intranet"), "(aud)"),
    "for nobody": (changed(aud=[]), "(aud)"),
    "without an audience": (changed(aud=None), "(aud)"),
    "for another application, authorised by ours": (changed(aud="intranet", azp="diapason"), "(aud)"),
    "for another, in a list, authorised by ours": (changed(aud=["intranet"], azp="diapason"), "(aud)"),
    "for us, authorised by another": (changed(azp="intranet"), "(azp)"),
    "for us and another, authorised by nobody": (changed(aud=["diapason", "intranet"]), "(azp)"),
    "of another sign-in": (changed(nonce="another"), "(nonce)"),
    "of no sign-in": (changed(nonce=None), "(nonce)"),
    "of another issuer": (changed(iss="https://evil.example"), "(iss)"),
    "of no issuer": (changed(iss=None), "(iss)"),
    "about nobody": (changed(sub=""), "(sub)"),
    "expired": (changed(exp=int(time.time()) - 120), "(exp)"),
    "never expiring": (changed(exp=None), "(exp)"),
    "from the future": (changed(iat=int(time.time()) + 3600), "(iat)"),
    "beside another access token": (changed(at_hash="AAAAAAAAAAAAAAAAAAAAAA"), "(at_hash)"),
    "unsigned": (unsigned, "(unsupported_algorithm)"),
    "signed with the public key": (signed_with_the_public_key, "(unsupported_algorithm)"),
    "signed by another key of that name": (lambda c: sign(c, OTHER_KEY), "(bad_signature)"),
    "signed by a key nobody published": (lambda c: sign(c, OTHER_KEY, "unheard-of"), "(kid)"),
    "no token at all": (lambda _: "nonsense", "(decode_error)"),
}


@pytest.mark.parametrize(("spoil", "reason"), LIES.values(), ids=list(LIES))
async def test_an_id_token_that_lies(
    faces: Faces, database: Database, rogue: Rogue, spoil: Callable[[Claims], str], reason: str
) -> None:
    rogue.spoil = spoil
    response = await come_back(faces, rogue)
    assert REFUSED in response.text
    await assert_refused(response, database, reason)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"state": "another"}, "Cette connexion a expiré"),
        ({"state": ""}, "Cette connexion a expiré"),
        ({"state": "é"}, "Cette connexion a expiré"),
        ({"iss": "https://evil.example"}, "(iss)"),
        ({"error": "access_denied", "code": ""}, "(access_denied)"),
        ({"error": "<b>boo</b>"}, "(&lt;b&gt;boo&lt;/b&gt;)"),
        ({"code": ""}, "(no_code)"),
    ],
)
async def test_an_answer_that_does_not_fit(
    faces: Faces, database: Database, rogue: Rogue, answer: dict[str, str], reason: str
) -> None:
    await assert_refused(await come_back(faces, rogue, **answer), database, reason)


async def test_an_answer_without_the_issuer_the_provider_promised(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    rogue.described = {"authorization_response_iss_parameter_supported": True}
    await assert_refused(await come_back(faces, rogue), database, "(iss)")
    assert (await come_back(faces, rogue, iss=ISSUER)).status_code == 303


async def test_an_answer_to_a_sign_in_this_browser_did_not_start(
    journey: Journey, database: Database
) -> None:
    address = await journey.choose(await journey.set_off(), "ines")
    stranger = browser_before(journey.faces)
    await assert_refused(await stranger.get(address), database, "Cette connexion a expiré")


async def test_an_answer_that_took_more_than_ten_minutes(journey: Journey, database: Database) -> None:
    address = await journey.choose(await journey.set_off(), "ines")
    clock.travel(timedelta(minutes=10, seconds=2))
    await assert_refused(await journey.browser.get(address), database, "Cette connexion a expiré")


async def test_a_code_that_was_used_before(journey: Journey) -> None:
    asked = await journey.set_off()
    pending = journey.browser.cookies["diapason_sign_in"]
    address = await journey.choose(asked, "ines")
    assert (await journey.browser.get(address)).status_code == 303
    thief = browser_before(journey.faces)
    assert "Cette connexion a expiré" in (await thief.get(address)).text
    thief.cookies.set("diapason_sign_in", pending)
    replayed = await thief.get(address)
    assert replayed.status_code == 403
    assert "(invalid_grant)" in replayed.text


async def test_an_unverified_address_opens_nobodys_account(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    for unsure in (False, "true", None):
        rogue.spoil = changed(email_verified=unsure)
        response = await come_back(faces, rogue)
        await assert_refused(
            response, database, "ne garantit pas votre adresse ines.marchetti@telenova.example"
        )


async def test_somebody_who_left_is_told_so(faces: Faces, database: Database, rogue: Rogue) -> None:
    async with database.writing() as session:
        gone = sa.update(PEOPLE).where(PEOPLE.c.id == faces.cast.people["ines"])
        await session.execute(gone.values(status=PersonStatus.INACTIVE))
        await session.commit()
    await assert_refused(await come_back(faces, rogue), database, "Votre compte Diapason est fermé")


async def test_an_address_already_tied_to_another_account(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    assert (await come_back(faces, rogue)).status_code == 303
    rogue.subject = "somebody-else"
    refused = await come_back(faces, rogue)
    assert (refused.status_code, "déjà rattachée" in refused.text) == (403, True)


async def test_a_provider_that_is_down_or_is_not_the_one_named(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    browser = browser_before(faces)
    for wrong in ({"issuer": "https://evil.example"}, {"token_endpoint": None}):
        rogue.described = wrong
        await assert_refused(await browser.post("/sign-in"), database, "ne répond pas comme attendu")

    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("down")

    faces.app.state.provider = Provider(faces.app.state.services.settings, httpx2.MockTransport(fail))
    await assert_refused(await browser.post("/sign-in"), database, "ne répond pas comme attendu")


async def test_without_a_provider_the_front_door_says_what_is_missing(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, oidc_issuer="")
    await assert_refused(await browser_before(faces).post("/sign-in"), database, "votre administrateur doit")


async def test_new_keys_of_the_provider_are_fetched_when_a_token_names_one(
    faces: Faces, rogue: Rogue
) -> None:
    assert (await come_back(faces, rogue)).status_code == 303
    assert (await come_back(faces, rogue)).status_code == 303
    assert rogue.asked.count("/jwks") == 1
    second = new_key("second")
    rogue.published = [KEY, second]
    rogue.spoil = lambda claims: sign(claims, second, "second")
    assert (await come_back(faces, rogue)).status_code == 303
    assert rogue.asked.count("/jwks") == 2


async def test_an_address_known_only_to_the_userinfo_page(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    rogue.spoil = changed(email=None, email_verified=None)
    rogue.userinfo = {"sub": "mallory", "email": rogue.email, "email_verified": True}
    await assert_refused(await come_back(faces, rogue), database, "(userinfo)")
    rogue.userinfo["sub"] = "ines"
    assert (await come_back(faces, rogue)).status_code == 303
