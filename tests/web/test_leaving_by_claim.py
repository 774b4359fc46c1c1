"""The provider says that somebody left, at a sign-in, by a tool's token or by a logout token."""

from typing import Any

import pytest
import sqlalchemy as sa

from backend.core.db import Database
from backend.events import EVENTS
from backend.http.provider import Provider
from backend.identity.models import PEOPLE, ROLE_GRANTS, SIGN_IN_SESSIONS, PersonStatus, Role
from tests.cast import Cast
from tests.faces import Faces, faces_over
from tests.schema import test_provider_tokens as tools
from tests.schema.tools import a_token, send
from tests.web import test_back_channel as logout
from tests.web.journeys import ISSUER
from tests.web.lies import changed
from tests.web.rogue import Rogue
from tests.web.test_sign_in_refused import come_back

LEAVERS = {"employment": "left", "active": False, "groups": "former-staff"}
SIGNS: tuple[dict[str, Any], ...] = (
    {"employment": "left"},
    {"active": False},
    {"groups": ["cx", "former-staff"]},
)
NO_SIGNS: tuple[dict[str, Any], ...] = (
    {"employment": "here", "active": True, "groups": ["cx"]},
    {"employment": None, "active": "false", "groups": "former"},
    {"active": 0},
)


@pytest.fixture
def rogue() -> Rogue:
    return Rogue()


@pytest.fixture
async def faces(cast: Cast, database: Database, rogue: Rogue) -> Faces:
    """Inès is known by her subject, and holds a role."""
    given = {"oidc_issuer": ISSUER, "oidc_api_audience": tools.AUDIENCE, "oidc_leavers": LEAVERS}
    faces = faces_over(cast, database, **given)
    faces.app.state.provider = Provider(faces.app.state.services.settings, rogue.transport())
    ines = cast.people["ines"]
    async with database.writing() as session:
        known = sa.update(PEOPLE).where(PEOPLE.c.id == ines).values(subject=f"{ISSUER}|ines")
        await session.execute(known)
        await session.execute(sa.insert(ROLE_GRANTS).values(person_id=ines, role=Role.EDITOR))
        await session.commit()
    return faces


async def is_closed(faces: Faces) -> bool:
    """Whether Inès's account is closed, once; her role is hers exactly as long as it is open."""
    ines = faces.cast.people["ines"]
    async with faces.cast.database.reading() as session:
        status = await session.scalar(sa.select(PEOPLE.c.status).where(PEOPLE.c.id == ines))
        roles = await session.scalar(sa.select(sa.func.count()).where(ROLE_GRANTS.c.person_id == ines))
        told = sa.select(EVENTS.c.subject_id).where(EVENTS.c.name == "person.deactivated")
        closed: bool = (await session.execute(told)).scalars().all() == [ines]
    assert status is (PersonStatus.INACTIVE if closed else PersonStatus.ACTIVE)
    assert roles == (0 if closed else 1)
    return closed


async def test_at_a_sign_in_her_open_browser_and_her_tool_are_cut(faces: Faces, rogue: Rogue) -> None:
    ines, tool = await faces.browser("ines"), f"Bearer {await a_token(faces, 'ines')}"
    assert (await ines.get("/me")).status_code == 200
    rogue.spoil = changed(employment="left")
    refused = await come_back(faces, rogue)
    assert (refused.status_code, "Votre compte Diapason est fermé" in refused.text) == (403, True)
    assert await is_closed(faces)
    assert (await ines.get("/me")).headers["location"].startswith("/sign-in")
    assert (await send(faces, tool, tools.VIEWER)).status_code == 401
    rogue.spoil = None
    assert (await come_back(faces, rogue)).status_code == 403
    assert await is_closed(faces)


async def test_somebody_imported_who_never_signed_in_is_found_by_the_address_the_provider_vouches_for(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    async with database.writing() as session:
        await session.execute(sa.update(PEOPLE).values(subject=None))
        await session.commit()
    rogue.spoil = changed(active=False, email_verified=False)
    assert (await come_back(faces, rogue)).status_code == 403
    assert not await is_closed(faces)
    rogue.spoil = changed(active=False)
    assert (await come_back(faces, rogue)).status_code == 403
    assert await is_closed(faces)


async def test_whoever_has_the_address_now_is_not_whoever_left_with_it(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    async with database.writing() as session:
        for name, email in (("ines", "ines.m@telenova.example"), ("karim", rogue.email)):
            row = sa.update(PEOPLE).where(PEOPLE.c.id == faces.cast.people[name])
            await session.execute(row.values(email=email))
        await session.commit()
    rogue.spoil = changed(employment="left")
    assert (await come_back(faces, rogue)).status_code == 403
    assert await is_closed(faces), "and nobody else's account"


async def test_nobody_is_opened_an_account_to_be_closed(
    faces: Faces, database: Database, rogue: Rogue
) -> None:
    rogue.subject, rogue.email = "new", "new@telenova.example"
    rogue.spoil = changed(employment="left")
    assert (await come_back(faces, rogue)).status_code == 403
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(PEOPLE)) == 8
        assert await session.scalar(sa.select(sa.func.count()).select_from(EVENTS)) == 0


@pytest.mark.parametrize("sign", SIGNS)
async def test_a_tool_with_a_token_of_the_provider_is_refused_and_the_account_closed(
    faces: Faces, sign: dict[str, Any]
) -> None:
    refused = await tools.answer(faces, tools.token(tools.granted(**sign)))
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (
        401,
        "BEARER_NOT_TRUSTED",
    )
    assert await is_closed(faces)


@pytest.mark.parametrize("sign", NO_SIGNS)
async def test_other_values_close_nothing(faces: Faces, sign: dict[str, Any]) -> None:
    assert (await tools.answer(faces, tools.token(tools.granted(**sign)))).status_code == 200
    assert await logout.told(faces, logout.token(**sign)) == 200
    assert not await is_closed(faces)


async def test_a_logout_token_closes_the_account_of_its_subject(faces: Faces) -> None:
    tool = f"Bearer {await a_token(faces, 'ines')}"
    assert (await send(faces, tool, tools.VIEWER)).status_code == 200
    assert await logout.told(faces, logout.token(employment="left", sub="mallory")) == 200
    assert await logout.told(faces, logout.token(employment="left", sub=None, sid="ines-0")) == 200
    assert not await is_closed(faces)
    for _ in range(2):
        assert await logout.told(faces, logout.token(employment="left")) == 200
    assert await is_closed(faces)
    assert (await send(faces, tool, tools.VIEWER)).status_code == 401


async def test_a_logout_token_that_names_a_session_alone_closes_the_account_of_who_opened_it(
    faces: Faces, database: Database
) -> None:
    ines, karim = await faces.browser("ines"), await faces.browser("karim")
    async with database.writing() as session:
        await session.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == faces.cast.people["karim"]).values(subject=f"{ISSUER}|k")
        )
        await session.execute(sa.update(SIGN_IN_SESSIONS).values(provider_session="of-both"))
        await session.commit()
    # Of a session of several people, nobody knows who left; their browsers are signed out all the same.
    assert await logout.told(faces, logout.token(employment="left", sub=None, sid="of-both")) == 200
    assert not await is_closed(faces)
    assert [(await one.get("/me")).status_code for one in (ines, karim)] == [303, 303]
    ended = SIGN_IN_SESSIONS.c.person_id == faces.cast.people["ines"]
    async with database.writing() as session:
        await session.execute(sa.update(SIGN_IN_SESSIONS).where(ended).values(provider_session="of-ines"))
        await session.commit()
    for _ in range(2):
        assert await logout.told(faces, logout.token(active=False, sub=None, sid="of-ines")) == 200
        assert await is_closed(faces)


async def test_a_signed_lie_closes_nothing(faces: Faces) -> None:
    for lie in ({"aud": "another"}, {"iss": "http://elsewhere.test"}, {"exp": 1}):
        assert (await tools.answer(faces, tools.token(tools.granted(active=False, **lie)))).status_code == 401
        assert await logout.told(faces, logout.token(active=False, **lie)) == 400
    assert not await is_closed(faces)
