"""Whether the provider signed a token; what the token says is for others to judge."""

from collections.abc import Mapping
from typing import Any, TypeGuard

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from joserfc.jwt import Token

from backend.core.text import storable

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a key pair, whatever the provider lists: a key it publishes is never a shared secret."""
LEEWAY_SECONDS = 60
"""How far apart its clock and ours may be."""
LATEST = 253402300799
"""The last instant that a date can hold."""

_REGISTRY = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)


class UnknownKey(Exception):
    """The token names a key that is not among the provider's, as far as known here."""


def decoded(token: str, keys: KeySet) -> Token:
    """The header and claims of a token that one of `keys` signed.

    Errors: UnknownKey; JoseError, ValueError or TypeError for anything else that is not such a token.
    """
    try:
        return jwt.decode(token, keys, registry=_REGISTRY)
    except InvalidKeyIdError as error:
        raise UnknownKey from error


def is_for(audience: object, whom: str) -> bool:
    """Whether `whom` is the audience a token names, or among those it names."""
    return audience == whom or (isinstance(audience, list) and whom in audience)


def is_subject(value: object) -> bool:
    """Whether a claim names somebody, in at most 255 characters, all of which can be stored."""
    return isinstance(value, str) and 0 < len(value) <= 255 and storable(value).strip() == value


def is_instant(value: object) -> TypeGuard[float]:
    """Whether a claim is an instant, in seconds of the epoch, that a date can hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LATEST


def kind_of(header: Mapping[str, Any]) -> str:
    """Which kind of token a header says that it is, however it is spelled; empty when it says nothing."""
    return str(header.get("typ", "")).lower().removeprefix("application/")


def first_wrong(right: Mapping[str, bool]) -> str | None:
    """The first claim that is not as it should be, of what is known of each."""
    return next((claim for claim, fits in right.items() if not fits), None)
