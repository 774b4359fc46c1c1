"""What an access token of the provider must be before a tool calls GraphQL with it."""

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

KINDS = frozenset({"", "jwt", "at+jwt"})
"""Of a token's header (RFC 9068): a logout token is signed by the same keys, and is none."""


@dataclass(frozen=True, slots=True)
class Granted:
    """Whom the provider lets a tool act as, within which of our scopes; `left` when they left the company."""

    subject: str
    scopes: frozenset[str]
    left: bool


def checked(token: str, keys: KeySet, *, issuer: str, audience: str, leavers: Leavers) -> Granted:
    """What a token grants. Errors: UnknownKey, BearerNotTrusted(reason) naming the claim at fault."""
    try:
        found = decoded(token, keys)
    except JoseError as error:
        raise identity.BearerNotTrusted(reason=error.error) from error
    except (ValueError, TypeError) as error:
        raise identity.BearerNotTrusted(reason="access_token") from error
    claims = found.claims
    wrong = first_wrong(_judged(found, issuer, audience))
    if wrong:
        raise identity.BearerNotTrusted(reason=wrong)
    return Granted(
        subject=f"{issuer}|{claims['sub']}",
        scopes=frozenset(claims.get("scope", "").split()) & identity.SCOPES,
        left=says_left(claims, leavers),
    )


def _judged(token: Token, issuer: str, audience: str) -> dict[str, bool]:
    """Whether each claim is as it should be."""
    claims, at = token.claims, now().timestamp()
    ends, begins, made = claims.get("exp"), claims.get("nbf", at), claims.get("iat", at)
    return {
        "typ": kind_of(token.header) in KINDS,
        "iss": claims.get("iss") == issuer,
        "aud": is_for(claims.get("aud"), audience),
        "exp": is_instant(ends) and ends > at - LEEWAY_SECONDS,
        "nbf": is_instant(begins) and begins <= at + LEEWAY_SECONDS,
        "iat": is_instant(made) and made <= at + LEEWAY_SECONDS,
        "sub": is_subject(claims.get("sub")),
        "scope": isinstance(claims.get("scope", ""), str),
    }
