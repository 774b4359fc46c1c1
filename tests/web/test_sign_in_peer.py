"""Signing in through an OpenID provider we did not write."""

import html
import re
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
import sqlalchemy as sa

from backend.core.db import Database
from backend.identity.models import PEOPLE, ROLE_GRANTS
from tests.cast import Cast
from tests.faces import BASE, Faces, faces_over
from tests.web.journeys import CALLBACK, browser_before
from tests.web.peer import Peer, running_peer


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with running_peer([CALLBACK], [f"{BASE}/"]) as running:
        yield running


@pytest.fixture
async def faces(cast: Cast, database: Database, peer: Peer) -> AsyncIterator[Faces]:
    faces = faces_over(
        cast,
        database,
        oidc_issuer=peer.issuer,
        oidc_client_id=peer.client_id,
        oidc_client_secret=peer.client_secret,
        oidc_group_roles={"diapason-cx-leaders": "cx_leader@bretagne"},
    )
    yield faces
    await faces.close()


@pytest.fixture
async def there(peer: Peer) -> AsyncIterator[httpx2.AsyncClient]:
    """The same person's browser, at the provider."""
    async with httpx2.AsyncClient(base_url=peer.issuer, timeout=60, follow_redirects=False) as there:
        yield there


async def through(browser: httpx2.AsyncClient, there: httpx2.AsyncClient, email: str) -> httpx2.Response:
    """Sign in as `email`, whatever the provider's own pages are; returns our answer at the end."""
    start = await browser.post("/sign-in", data={"next": "/circles?q=a", "shared": "1"})
    answer = await there.get(start.headers["location"])
    while not (address := str(answer.next_request.url) if answer.next_request else "").startswith(BASE):
        answer = await (there.get(address) if address else there.post(answer.url, data={"email": email}))
    return await browser.get(address)


async def test_solene_signs_in_with_the_role_of_her_group_and_signs_out(
    faces: Faces, there: httpx2.AsyncClient, peer: Peer
) -> None:
    browser = browser_before(faces)
    back = await through(browser, there, "solene.arrighi@telenova.example")
    assert (back.status_code, back.headers["location"]) == (303, "/circles?q=a")
    cast = faces.cast
    assert (await cast.actor("solene")).may("circles.create", cast.units["bretagne"])
    async with cast.database.reading() as session:
        subject = await session.execute(
            sa.select(PEOPLE.c.subject).where(PEOPLE.c.id == cast.people["solene"])
        )
        assert subject.scalar_one() == f"{peer.issuer}|peer-solene"

    way_out = await browser.post("/sign-out")
    ask = await there.get(way_out.headers["location"])
    form = dict(re.findall(r'name="(xsrf)" value="([^"]+)"', ask.text)) | {"logout": "yes"}
    gone = await there.post(html.unescape(re.findall(r'action="([^"]+)"', ask.text)[0]), data=form)
    assert gone.headers["location"] == f"{BASE}/"
    assert (await browser.get("/me")).status_code == 303


async def test_a_newcomer_gets_an_account_and_no_role_of_a_group_that_only_looks_alike(
    faces: Faces, there: httpx2.AsyncClient
) -> None:
    browser = browser_before(faces)
    assert (await through(browser, there, "maud.ferrand@telenova.example")).status_code == 303
    page = await browser.get("/me")
    assert "Maud Ferrand" in page.text
    assert 'lang="en"' in page.text
    async with faces.cast.database.reading() as session:
        person = sa.select(PEOPLE.c.id).where(PEOPLE.c.email == "maud.ferrand@telenova.example")
        roles = await session.execute(
            sa.select(ROLE_GRANTS.c.role).where(ROLE_GRANTS.c.person_id.in_(person))
        )
    assert roles.scalars().all() == []


async def test_an_address_the_peer_did_not_verify_opens_nobodys_account(
    faces: Faces, there: httpx2.AsyncClient
) -> None:
    refused = await through(browser_before(faces), there, "karim.benhaddou@telenova.example")
    assert refused.status_code == 403
    assert "ne garantit pas votre adresse karim.benhaddou@telenova.example" in refused.text
