"""Our cookies, out of scripts' reach; those that carry rights are signed with the secret key."""

from collections.abc import Mapping
from typing import Any

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core.clock import now
from backend.core.signing import oldest_first, signer
from backend.settings import Settings

SESSION = "diapason"
PENDING = "diapason_sign_in"
PENDING_SECONDS = 10 * 60
PENDING_PATH = "/sign-in"
LOCALE = "diapason_locale"
SAID = "diapason_said"


class PlainCookies:
    """Leaves out each cookie with a backslash, which none of ours has: to read it may take seconds.

    Before 3.11.10, Python's time to read one grows with the square of its length. A neighbour's may be among
    ours, so the others are read.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["headers"] = [
                (name, _plain(value) if name == b"cookie" and b"\\" in value else value)
                for name, value in scope["headers"]
            ]
        await self.app(scope, receive, send)


def _plain(sent: bytes) -> bytes:
    return b";".join(one for one in sent.split(b";") if b"\\" not in one)


class _Timed(TimestampSigner):
    """Dates by the product's clock."""

    def get_timestamp(self) -> int:
        return int(now().timestamp())


def signed(settings: Settings, secret: str) -> str:
    """The value of the session cookie for a session's identifier."""
    return signer(settings.secret_keys, "session").sign(secret).decode()


def session_secret(settings: Settings, cookies: Mapping[str, str]) -> str | None:
    """The session's identifier, when this product signed the cookie."""
    try:
        return signer(settings.secret_keys, "session").unsign(cookies.get(SESSION, "")).decode()
    except (BadSignature, UnicodeError):
        return None


def keep_session(response: Response, settings: Settings, secret: str, seconds: int) -> None:
    """Give the browser its session, and take back the pending sign-in it came from."""
    keep(response, settings, SESSION, signed(settings, secret), seconds)
    response.delete_cookie(PENDING, path=PENDING_PATH)


def keep_pending(response: Response, settings: Settings, pending: Mapping[str, Any]) -> None:
    """Remember a sign-in under way until the provider sends the browser back."""
    value = _serializer(settings).dumps(dict(pending))
    keep(response, settings, PENDING, value, PENDING_SECONDS, path=PENDING_PATH)


def pending_sign_in(request: Request, settings: Settings) -> dict[str, Any] | None:
    """The sign-in this browser started less than ten minutes ago."""
    try:
        loaded = _serializer(settings).loads(request.cookies.get(PENDING, ""), max_age=PENDING_SECONDS)
    except BadSignature:
        return None
    return loaded if isinstance(loaded, dict) else None


def keep(
    response: Response, settings: Settings, name: str, value: str, seconds: int, path: str = "/"
) -> None:
    """Set one cookie the way all of ours are set."""
    https = settings.base_url.startswith("https://")
    response.set_cookie(name, value, max_age=seconds, path=path, secure=https, httponly=True, samesite="lax")


def _serializer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(oldest_first(settings.secret_keys), salt="sign-in", signer=_Timed)
