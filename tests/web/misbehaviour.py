"""How a hostile provider behaves, case by case, and what the page says that nobody gets in by it."""

import warnings
from collections.abc import Callable
from typing import Any

import httpx2
from joserfc.errors import SecurityWarning
from joserfc.jwk import RSAKey

from tests.web.lies import EVIL, SECRET, changed, signed_by
from tests.web.rogue import Rogue

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SecurityWarning)
    SHORT = RSAKey.generate_key(1024, {"use": "sig", "alg": "RS256", "kid": "short"})


def publishing(**described: Any) -> Rogue:
    """It describes itself otherwise."""
    return Rogue(described=described)


def playing(path: str, answer: Callable[[], httpx2.Response]) -> Rogue:
    """One of its addresses answers otherwise."""
    return Rogue(plays={path: answer})


def saying(path: str, value: Any) -> Rogue:
    return playing(path, lambda: httpx2.Response(200, json=value))


UNLIKE, UNSURE = "ne répond pas comme attendu", "ne garantit pas votre adresse"
DISCOVERY, JWKS, TOKEN = "/.well-known/openid-configuration", "/jwks", "/token"
PROVIDERS: dict[str, tuple[Callable[[], Rogue], str]] = {
    # How it behaves -> what the page says
    "it is not the one named": (lambda: publishing(issuer=EVIL), UNLIKE),
    "it has no address for codes": (lambda: publishing(token_endpoint=None), UNLIKE),
    "it sends browsers to run a script": (
        lambda: publishing(authorization_endpoint="javascript:alert(1)"),
        UNLIKE,
    ),
    "it reads its keys from a file": (lambda: publishing(jwks_uri="file:///etc/passwd"), UNLIKE),
    "it describes itself by a list": (lambda: saying(DISCOVERY, [1]), UNLIKE),
    "it sends us elsewhere": (
        lambda: playing(DISCOVERY, lambda: httpx2.Response(302, headers={"location": EVIL})),
        UNLIKE,
    ),
    "it never stops": (
        lambda: playing(DISCOVERY, lambda: httpx2.Response(200, content=b" " * 9_000_000)),
        UNLIKE,
    ),
    "it compresses what was asked for plain": (
        lambda: playing(JWKS, lambda: httpx2.Response(200, headers={"content-encoding": "gzip"})),
        UNLIKE,
    ),
    "its keys are no list": (lambda: saying(JWKS, {"keys": 1}), UNLIKE),
    "it publishes no key": (lambda: saying(JWKS, {"keys": []}), "(kid)"),
    "it publishes a secret as a key": (
        lambda: Rogue(published=[SECRET], spoil=signed_by(SECRET, alg="HS256", kid=None)),
        "(unsupported_algorithm)",
    ),
    "its key can be computed": (
        lambda: Rogue(published=[SHORT], spoil=signed_by(SHORT, kid="short")),
        "(kid)",
    ),
    "it fails": (lambda: playing(TOKEN, lambda: httpx2.Response(500)), UNLIKE),
    "it gives no ID token": (
        lambda: saying(TOKEN, {"access_token": "a", "token_type": "Bearer"}),
        "(id_token)",
    ),
    "it gives a list for an ID token": (
        lambda: saying(TOKEN, {"access_token": "a", "token_type": "Bearer", "id_token": []}),
        "(id_token)",
    ),
    "it says that the code was used": (
        lambda: playing(TOKEN, lambda: httpx2.Response(400, json={"error": "invalid_grant"})),
        "(invalid_grant)",
    ),
    "it tells the address of somebody else": (
        lambda: Rogue(spoil=changed(email=None), userinfo={"sub": "mallory", "email": "m@telenova.example"}),
        "(userinfo)",
    ),
    "it is sure of no address": (lambda: Rogue(spoil=changed(email_verified=False)), UNSURE),
    "it says in words that it is sure": (
        lambda: Rogue(spoil=changed(email_verified="true")),
        "ne garantit pas",
    ),
    "it does not say whether it is sure": (
        lambda: Rogue(spoil=changed(email_verified=None)),
        "ne garantit pas",
    ),
}
