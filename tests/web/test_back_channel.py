"""The provider signs somebody out behind their back: only a token that is its own, for us, and new, does."""

import time
from typing import Any

import pytest
import sqlalchemy as sa
from joserfc import jwt

from backend import identity
from backend.core.db import Database
from backend.core.ids import new_id
from backend.events import EVENTS
from backend.http.provider import Provider
from backend.http.provider.logout_tokens import EVENT
from backend.identity.models import PEOPLE, SIGN_IN_SESSIONS
from tests.cast import Cast
from tests.faces import Faces, faces_over
from tests.web.journeys import ISSUER
from tests.web.rogue import KEY, OTHER_KEY, Rogue, new_key

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "another issuer": ({"iss": "http://elsewhere.test"}, "iss"),
    "another audience": ({"aud": "another"}, "aud"),
    "no audience": ({"aud": []}, "aud"),
    "too old": ({"iat": int(time.time()) - 3600}, "iat"),
    "from tomorrow": ({"iat": int(time.time()) + 86_400}, "iat"),
    "after the last day that there is": ({"iat": 10**400}, "iat"),
    "a yes for an instant": ({"exp": True}, "exp"),
    "expired": ({"exp": int(time.time()) - 3600}, "exp"),
    "no event": ({"events": {}}, "events"),
    "an event that is no object": ({"events": {EVENT: True}}, "events"),
    "a nonce, as an ID token has": ({"nonce": "once"}, "nonce"),
    "no identifier": ({"jti": None}, "jti"),
    "nobody": ({"sub": None, "sid": None}, "sub"),
    "a session that is no text": ({"sid": 12}, "sub"),
    "a session without a name": ({"sub": None, "sid": ""}, "sub"),
    "somebody without a name": ({"sub": ""}, "sub"),
    "a name that no database stores": ({"sub": "ines\0"}, "sub"),
    "a session that no database stores": ({"sid": "ines-0\0"}, "sub"),
    "a session of too many letters": ({"sid": "i" * 256}, "sub"),
}


@pytest.fixture
async def faces(cast: Cast, database: Database) -> Faces:
    faces = faces_over(cast, database, oidc_issuer=ISSUER)
    faces.app.state.provider = Provider(faces.app.state.services.settings, Rogue().transport())
    return faces


async def signed_in(faces: Faces) -> None:
    """Inès and Karim came through the provider; Inès in two of its sessions."""
    for name in ("ines", "karim"):
        await faces.browser(name)
    await faces.session_cookie("ines")
    async with faces.cast.database.writing() as session:
        rows = (await session.execute(sa.select(SIGN_IN_SESSIONS.c.id, SIGN_IN_SESSIONS.c.person_id))).all()
        names = {id_: name for name, id_ in faces.cast.people.items()}
        for number, row in enumerate(sorted(rows, key=lambda row: row.id)):
            name = names[row.person_id]
            await session.execute(
                sa.update(PEOPLE).where(PEOPLE.c.id == row.person_id).values(subject=f"{ISSUER}|{name}")
            )
            await session.execute(
                sa.update(SIGN_IN_SESSIONS)
                .where(SIGN_IN_SESSIONS.c.id == row.id)
                .values(provider_session=f"{name}-{number}")
            )
        await session.commit()


async def still_in(faces: Faces) -> list[str]:
    names = {id_: name for name, id_ in faces.cast.people.items()}
    async with faces.cast.database.reading() as session:
        rows = await session.execute(
            sa.select(SIGN_IN_SESSIONS.c.person_id).where(SIGN_IN_SESSIONS.c.revoked_at.is_(None))
        )
        return sorted(names[id_] for id_ in rows.scalars())


def token(header: dict[str, Any] | None = None, key: Any = KEY, **changes: Any) -> str:
    """What the provider sends, changed; a claim that is None is left out."""
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": "diapason",
        "iat": int(time.time()),
        "exp": int(time.time()) + 120,
        "jti": str(new_id()),
        "events": {EVENT: {}},
        "sub": "ines",
    }
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode({"alg": "RS256", "kid": "first", "typ": "logout+jwt"} | (header or {}), claims, key)


async def told(faces: Faces, logout_token: str) -> int:
    """The provider's own server has neither a cookie nor an origin."""
    stranger = await faces.browser(None)
    stranger.headers.pop("sec-fetch-site", None)
    answer = await stranger.post("/sign-out/notice", data={"logout_token": logout_token})
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code


async def test_somebody_is_signed_out_of_every_browser_and_only_them(
    faces: Faces, database: Database
) -> None:
    await signed_in(faces)
    assert await told(faces, token()) == 200
    assert await still_in(faces) == ["karim"]
    assert (await (await faces.browser("ines")).get("/me")).status_code == 303
    async with database.reading() as session:
        found = sa.select(EVENTS.c.subject_id).where(EVENTS.c.name == "session.closed_by_provider")
        assert (await session.execute(found)).scalars().all() == [faces.cast.people["ines"]]


async def test_one_of_the_providers_sessions_ends_alone(faces: Faces) -> None:
    await signed_in(faces)
    assert await told(faces, token(sid="ines-0")) == 200
    assert await still_in(faces) == ["ines", "karim"]
    assert await told(faces, token(sub=None, sid="karim-1")) == 200
    assert await still_in(faces) == ["ines"]
    assert await told(faces, token(sub="karim", sid="ines-2")) == 200
    assert await still_in(faces) == ["ines"]


async def test_a_token_that_is_not_as_it_should_be_signs_nobody_out_and_the_log_says_why(
    faces: Faces, caplog: pytest.LogCaptureFixture
) -> None:
    await signed_in(faces)
    for case, (changes, reason) in WRONG.items():
        caplog.clear()
        assert await told(faces, token(**changes)) == 400, case
        assert await still_in(faces) == ["ines", "ines", "karim"], case
        assert caplog.messages == [f"a logout token was refused: {reason}"], case


async def test_a_token_of_another_kind_or_key_or_used_before_signs_nobody_out(faces: Faces) -> None:
    await signed_in(faces)
    for wrong in (
        token({"typ": "JWT"}),
        token({"kid": "unknown"}),
        token(key=OTHER_KEY),
        token({"kid": "second"}, new_key("second")),
        "x.y.z",
        "",
    ):
        assert await told(faces, wrong) == 400
    assert await still_in(faces) == ["ines", "ines", "karim"]
    once = token(sid="ines-0")
    assert (await told(faces, once), await told(faces, once)) == (200, 400)


async def test_a_notice_that_could_not_be_kept_may_come_again(
    faces: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    await signed_in(faces)
    sent = token()
    with monkeypatch.context() as broken:
        broken.setattr(identity, "close_provider_sessions", _unreachable)
        with pytest.raises(ConnectionError):
            await told(faces, sent)
    assert await told(faces, sent) == 200
    assert await still_in(faces) == ["karim"]


async def _unreachable(*_given: object) -> None:
    raise ConnectionError
