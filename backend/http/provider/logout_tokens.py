"""What a logout token must be before anybody is signed out for it (Back-Channel Logout 1.0)."""

from dataclasses import dataclass

from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import Token

from backend import identity
from backend.core.clock import now
from backend.http.provider.leaving import Leavers, says_left
from backend.http.provider.signatures import (
    LEEWAY_SECONDS,
    decoded,
    first_wrong,
    is_for,
    is_instant,
    is_subject,
    kind_of,
)

EVENT = "http://schemas.openid.net/event/backchannel-logout"
RECENT_SECONDS = 120 + LEEWAY_SECONDS
"""How old a token may be: so long its identifier must be remembered."""


@dataclass(frozen=True, slots=True)
class SignedOut:
    """One of the provider's sessions, or all of somebody's; `token_id` comes once.

    `left` when they have left the company.
    """

    subject: str | None
    session: str | None
    token_id: str
    left: bool


def checked(token: str, keys: KeySet, *, issuer: str, client_id: str, leavers: Leavers) -> SignedOut:
    """Whom a token signs out. Errors: UnknownKey, AnswerNotTrusted(reason)."""
    try:
        found = decoded(token, keys)
    except (JoseError, ValueError, TypeError) as error:
        raise identity.AnswerNotTrusted(reason="logout_token") from error
    wrong = first_wrong(_judged(found, issuer, client_id))
    if wrong:
        raise identity.AnswerNotTrusted(reason=wrong)
    claims = found.claims
    subject = f"{issuer}|{claims['sub']}" if "sub" in claims else None
    return SignedOut(subject, claims.get("sid"), claims["jti"], says_left(claims, leavers))


def _judged(token: Token, issuer: str, client_id: str) -> dict[str, bool]:
    """Whether each claim is as it should be."""
    claims, at = token.claims, now().timestamp()
    made, ends, told = claims.get("iat"), claims.get("exp", at), claims.get("events")
    return {
        "typ": kind_of(token.header) == "logout+jwt",
        "iss": claims.get("iss") == issuer,
        "aud": is_for(claims.get("aud"), client_id),
        "iat": is_instant(made) and abs(at - made) <= RECENT_SECONDS,
        "exp": is_instant(ends) and ends > at - LEEWAY_SECONDS,
        "events": isinstance(told, dict) and isinstance(told.get(EVENT), dict),
        "nonce": "nonce" not in claims,
        "jti": isinstance(claims.get("jti"), str) and 0 < len(claims["jti"]) <= 200,
        # An empty one would name nobody, that is to say everybody.
        "sub": ("sub" in claims or "sid" in claims)
        and all(is_subject(claims[name]) for name in ("sub", "sid") if name in claims),
    }
