"""Every way of getting in that is no way in: each is refused with its reason, and leaves nothing behind."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
import sqlalchemy as sa

from backend.core import clock
from backend.core.db import Database
from backend.events import EVENTS
from backend.http.provider import Provider, asking
from backend.identity.models import PEOPLE, ROLE_GRANTS, SIGN_IN_SESSIONS, PersonStatus
from tests.cast import Cast
from tests.faces import Faces, faces_over
from tests.web.journeys import CALLBACK, ISSUER, Journey, browser_before
from tests.web.lies import ANSWERS, ID_TOKENS, changed
from tests.web.misbehaviour import DISCOVERY, PROVIDERS, UNLIKE, playing
from tests.web.rogue import KEY, Rogue, new_key, sign

REFUSED = "La connexion n’a pas abouti"


@pytest.fixture
def rogue() -> Rogue:
    return Rogue()


@pytest.fixture
async def faces(cast: Cast, database: Database, rogue: Rogue) -> Faces:
    faces = faces_over(cast, database, oidc_issuer=ISSUER)
    provided(faces, rogue)
    return faces


def provided(faces: Faces, rogue: Rogue) -> None:
    """From now on `rogue` is the company's provider."""
    faces.app.state.provider = Provider(faces.app.state.services.settings, rogue.transport())


async def come_back(faces: Faces, rogue: Rogue, answer: str = "") -> httpx2.Response:
    """Set off, and come back with what the provider is made to say; or be refused as one sets off."""
    browser = browser_before(faces)
    start = await browser.post("/sign-in")
    if start.status_code != 303:
        return start
    asked = parse_qs(urlsplit(start.headers["location"]).query)
    rogue.nonce = asked["nonce"][0]
    given = {"code": "a-code", "state": asked["state"][0]}
    kept = {name: value for name, value in given.items() if f"{name}=" not in answer}
    return await browser.get(f"{CALLBACK}?{urlencode(kept)}&{answer}")


async def assert_refused(response: httpx2.Response, database: Database, reason: str, case: str = "") -> None:
    assert response.status_code == 403, case
    assert REFUSED in response.text, case
    assert reason in response.text, (case, response.text)
    assert "diapason=" not in response.headers.get("set-cookie", ""), case
    async with database.reading() as session:
        for untouched in (SIGN_IN_SESSIONS, EVENTS):
            count = sa.select(sa.func.count()).select_from(untouched)
            assert (await session.execute(count)).scalar() == 0, case
        subjects = (await session.execute(sa.select(PEOPLE.c.subject))).scalars().all()
    assert subjects == [None] * 8, case


async def test_every_id_token_that_lies_is_refused_with_its_reason(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    for case, (spoil, reason) in ID_TOKENS.items():
        rogue.spoil = spoil
        await assert_refused(await come_back(faces, rogue), database, f"({reason})", case)


async def test_every_answer_that_does_not_fit_is_refused_with_its_reason(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    for case, (answer, reason) in ANSWERS.items():
        await assert_refused(await come_back(faces, rogue, answer), database, reason, case)


async def test_every_provider_that_misbehaves_is_refused_with_its_reason(
    faces: Faces, database: Database
) -> None:
    for case, (misbehave, reason) in PROVIDERS.items():
        rogue = misbehave()
        provided(faces, rogue)
        await assert_refused(await come_back(faces, rogue), database, reason, case)


async def test_a_provider_that_answers_drop_by_drop_keeps_nobody_waiting(
    faces: Faces, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.2)

    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    provided(faces, playing(DISCOVERY, lambda: httpx2.Response(200, content=drops())))
    await assert_refused(await browser_before(faces).post("/sign-in"), database, UNLIKE)


async def test_an_answer_without_the_issuer_the_provider_promised(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    rogue.described = {"authorization_response_iss_parameter_supported": True}
    await assert_refused(await come_back(faces, rogue), database, "(iss)")
    assert (await come_back(faces, rogue, f"iss={ISSUER}")).status_code == 303


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


async def test_a_provider_that_is_down_is_told_so(faces: Faces, database: Database) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("down")

    faces.app.state.provider = Provider(faces.app.state.services.settings, httpx2.MockTransport(fail))
    await assert_refused(await browser_before(faces).post("/sign-in"), database, UNLIKE)


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


async def test_groups_known_only_to_the_userinfo_page(cast: Cast, database: Database, rogue: Rogue) -> None:
    faces = faces_over(cast, database, oidc_issuer=ISSUER, oidc_group_roles={"voices": "cx_leader"})
    provided(faces, rogue)
    rogue.userinfo = {"sub": "ines", "groups": ["voices"]}
    assert (await come_back(faces, rogue)).status_code == 303
    async with database.reading() as session:
        held = sa.select(ROLE_GRANTS.c.role).where(ROLE_GRANTS.c.person_id == cast.people["ines"])
        assert (await session.execute(held)).scalars().all() == ["cx_leader"]
