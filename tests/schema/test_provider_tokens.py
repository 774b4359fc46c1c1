"""Tools that call with a token of the company's provider: its own, for our API and in time, or none."""

import base64
import json
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
import sqlalchemy as sa
from joserfc import jwt
from joserfc.jwk import ECKey

from backend.core.db import Database
from backend.http.provider import Provider, published
from backend.http.provider.logout_tokens import EVENT
from backend.identity.models import PEOPLE, PersonStatus
from tests.cast import Cast
from tests.faces import Faces, faces_over
from tests.schema.tools import send
from tests.web.journeys import ISSUER
from tests.web.rogue import KEY, OTHER_KEY, Claims, Rogue, new_key, signed_with_the_public_key, unsigned

AUDIENCE = "https://diapason.test/graphql"
HOUR = 3600
VIEWER = "{ viewer { person { displayName } } }"


@pytest.fixture
def rogue() -> Rogue:
    return Rogue()


@pytest.fixture
async def faces(cast: Cast, database: Database, rogue: Rogue) -> Faces:
    return await offering(cast, database, rogue, AUDIENCE)


async def offering(cast: Cast, database: Database, rogue: Rogue, audience: str) -> Faces:
    """The application of a company whose tools use its provider; Inès has signed in there herself."""
    async with database.writing() as session:
        ines = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"])
        await session.execute(ines.values(subject=f"{ISSUER}|ines"))
        await session.commit()
    faces = faces_over(cast, database, oidc_issuer=ISSUER, oidc_api_audience=audience)
    faces.app.state.provider = Provider(faces.app.state.services.settings, rogue.transport())
    return faces


def granted(**changes: Any) -> Claims:
    """What the provider grants a tool of Inès's; a claim that is None is left out."""
    at = int(time.time())
    claims: Claims = {
        "iss": ISSUER,
        "sub": "ines",
        "aud": AUDIENCE,
        "exp": at + 300,
        "iat": at,
        "scope": "read",
    }
    return {name: value for name, value in (claims | changes).items() if value is not None}


def token(claims: Claims, key: Any = KEY, **header: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": "first", "typ": "at+jwt"} | header, claims, key)


def critical(claims: Claims) -> str:
    """A header that must be understood, and that nobody understands."""
    head, body, signature = token(claims).split(".")
    header = json.loads(base64.urlsafe_b64decode(head + "==")) | {"crit": ["exp"], "exp": 1}
    changed = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    return ".".join((changed, body, signature))


LIES: dict[str, tuple[Callable[[Claims], str] | Claims, str]] = {
    "for another API": ({"aud": "https://intranet.test"}, "(aud)"),
    "for nobody": ({"aud": []}, "(aud)"),
    "without an audience": ({"aud": None}, "(aud)"),
    "for our pages, as an ID token is": ({"aud": "diapason", "nonce": "once"}, "(aud)"),
    "for an address that ours begins": ({"aud": AUDIENCE + "/x"}, "(aud)"),
    "of another issuer": ({"iss": "https://evil.example"}, "(iss)"),
    "of no issuer": ({"iss": None}, "(iss)"),
    "expired": ({"exp": int(time.time()) - 120}, "(exp)"),
    "never expiring": ({"exp": None}, "(exp)"),
    "expiring at no instant": ({"exp": "tomorrow"}, "(exp)"),
    "expiring after the end of time": ({"exp": 10**30}, "(exp)"),
    "not valid yet": ({"nbf": int(time.time()) + 3600}, "(nbf)"),
    "from the future": ({"iat": int(time.time()) + 3600}, "(iat)"),
    "about nobody": ({"sub": ""}, "(sub)"),
    "about no text": ({"sub": 12}, "(sub)"),
    "about a stranger": ({"sub": "mallory"}, "(sub)"),
    "about an address instead of a subject": ({"sub": "ines.marchetti@telenova.example"}, "(sub)"),
    "about somebody who never signed in": (
        {"sub": "karim", "email": "karim.benhaddou@telenova.example"},
        "(sub)",
    ),
    "with scopes that are no text": ({"scope": ["read"]}, "(scope)"),
    "that signs out": (lambda c: token(c | {"events": {EVENT: {}}}, typ="logout+jwt"), "(typ)"),
    "unsigned": (unsigned, "(unsupported_algorithm)"),
    "signed with the public key": (signed_with_the_public_key, "(unsupported_algorithm)"),
    "signed by another key of that name": (lambda c: token(c, OTHER_KEY), "(bad_signature)"),
    "signed by a key it brings along": (
        lambda c: token(c, OTHER_KEY, jwk=OTHER_KEY.as_dict(private=False)),
        "(exceeded_size)",
    ),
    "signed by a key of another kind": (
        lambda c: token(c, ECKey.generate_key("P-256"), alg="ES256"),
        "(kid)",
    ),
    "signed by a key nobody published": (lambda c: token(c, OTHER_KEY, kid="unheard-of"), "(kid)"),
    "changed after it was signed": (lambda c: f"{token(c)[:-8]}AAAAAAAA", "(bad_signature)"),
    "with a header to be understood": (critical, "("),
    "no token at all": (lambda _: "a.b.c", "("),
    "with nothing in it": (lambda _: "..", "("),
}


async def answer(faces: Faces, sent: str, query: str = VIEWER) -> httpx2.Response:
    return await send(faces, f"Bearer {sent}", query)


async def test_every_token_that_lies_is_refused_with_its_reason(faces: Faces) -> None:
    for case, (lie, reason) in LIES.items():
        refused = await answer(faces, lie(granted()) if callable(lie) else token(granted(**lie)))
        assert refused.status_code == 401, case
        [error] = refused.json()["errors"]
        assert error["extensions"]["code"] == "BEARER_NOT_TRUSTED", case
        assert reason in error["message"], (case, error)


@pytest.mark.parametrize("changes", [{}, {"aud": ["https://intranet.test", AUDIENCE]}, {"iat": None}])
async def test_a_tool_acts_as_the_person_of_its_token(faces: Faces, changes: Claims) -> None:
    told = (await answer(faces, token(granted(**changes)))).json()
    assert told["data"]["viewer"]["person"]["displayName"] == "Inès Marchetti"


async def test_the_scope_claim_narrows_what_it_may_do(faces: Faces) -> None:
    update = 'mutation { updateProfile(input: {locale: "en"}) { __typename ... on UserError { code } } }'
    for scope, code in (("read openid", "scope_missing"), (None, "scope_missing"), ("identity:write", None)):
        told = (await answer(faces, token(granted(scope=scope)), update)).json()
        assert told["data"]["updateProfile"].get("code") == code, told
    nothing = (await answer(faces, token(granted(scope="openid email")))).json()
    assert nothing["errors"][0]["extensions"]["code"] == "SCOPE_MISSING"


async def test_it_makes_no_token_of_ours(faces: Faces) -> None:
    make = """mutation { createToken(input: {name: "Copy", scopes: ["read"], days: 1}) {
      ... on UserError { code } } }"""
    told = (await answer(faces, token(granted(scope="read write")), make)).json()
    assert told["data"]["createToken"] == {"code": "made_by_token"}


async def test_whoever_left_is_refused_at_once(faces: Faces, database: Database) -> None:
    sent = token(granted())
    assert (await answer(faces, sent)).status_code == 200
    async with database.writing() as session:
        gone = sa.update(PEOPLE).where(PEOPLE.c.id == faces.cast.people["ines"])
        await session.execute(gone.values(status=PersonStatus.INACTIVE))
        await session.commit()
    assert (await answer(faces, sent)).status_code == 401


async def test_keys_are_read_again_when_a_token_names_an_unknown_one_but_not_for_each_such_token(
    faces: Faces, rogue: Rogue
) -> None:
    assert (await answer(faces, token(granted()))).status_code == 200
    assert rogue.asked.count("/jwks") == 1
    second = new_key("second")
    rogue.published = [KEY, second]
    assert (await answer(faces, token(granted(), second, kid="second"))).status_code == 200
    for number in range(5):
        assert (
            await answer(faces, token(granted(), OTHER_KEY, kid=f"unheard-of-{number}"))
        ).status_code == 401
    assert rogue.asked.count("/jwks") == 2
    assert (await answer(faces, token(granted()))).status_code == 200


async def test_a_key_that_the_provider_withdrew_is_trusted_no_longer_than_an_hour(
    faces: Faces, rogue: Rogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = new_key("second")
    rogue.published = [KEY, second]
    old, new = token(granted()), token(granted(), second, kid="second")
    assert [(await answer(faces, one)).status_code for one in (old, new)] == [200, 200]
    assert rogue.asked.count("/jwks") == 1
    monkeypatch.setattr(published, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + HOUR))
    # While it does not answer, what is known of it still serves; it is not asked each time.
    rogue.described = {"issuer": "https://evil.example"}
    asked = len(rogue.asked)
    assert [(await answer(faces, old)).status_code for _ in range(3)] == [200] * 3
    assert len(rogue.asked) == asked + 1
    rogue.described, rogue.published = {}, [second]
    monkeypatch.setattr(published, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + 2 * HOUR))
    assert [(await answer(faces, one)).status_code for one in (old, new)] == [401, 200]


async def test_a_provider_that_is_down_is_told_so_and_its_known_keys_still_serve(
    cast: Cast, database: Database, rogue: Rogue
) -> None:
    faces = await offering(cast, database, rogue, AUDIENCE)
    rogue.described = {"issuer": "https://evil.example"}
    down = await answer(faces, token(granted()))
    assert (down.status_code, down.json()["errors"][0]["extensions"]["code"]) == (503, "PROVIDER_UNREACHABLE")
    rogue.described = {}
    assert (await answer(faces, token(granted()))).status_code == 200
    rogue.described = {"issuer": "https://evil.example"}
    assert (await answer(faces, token(granted(), OTHER_KEY, kid="unheard-of"))).status_code == 503
    assert (await answer(faces, token(granted()))).status_code == 200


async def test_without_an_audience_in_the_settings_the_provider_grants_nothing(
    cast: Cast, database: Database, rogue: Rogue
) -> None:
    faces = await offering(cast, database, rogue, "")
    for audience in ("", AUDIENCE, "diapason"):
        assert (await answer(faces, token(granted(aud=audience)))).status_code == 401
    assert rogue.asked == []
