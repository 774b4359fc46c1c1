"""What an ID token must be before a word of it is believed."""

from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from backend import identity
from backend.core.clock import now

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a key pair, whatever the provider lists: a key it publishes is never a shared secret."""
LEEWAY_SECONDS = 60


class UnknownKey(Exception):
    """The token names a key that is not among the provider's, as far as known here."""


def checked(
    id_token: str, keys: KeySet, *, issuer: str, client_id: str, nonce: str, access_token: str | None
) -> dict[str, Any]:
    """The claims of a token issued to us, for this sign-in. Errors: UnknownKey, AnswerNotTrusted(reason)."""
    # The library takes an empty audience, or another client's token authorised by ours, unless told not to.
    options = {
        "iss": {"essential": True, "value": issuer},
        "sub": {"essential": True},
        "aud": {"essential": True, "value": client_id},
    }
    expected = {"nonce": nonce, "client_id": client_id, "access_token": access_token}
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        token = jwt.decode(id_token, keys, registry=registry)
        claims = CodeIDToken(token.claims, token.header, options, expected)
        claims.validate(int(now().timestamp()), LEEWAY_SECONDS)
    except InvalidKeyIdError as error:
        raise UnknownKey from error
    except JoseError as error:
        raise identity.AnswerNotTrusted(reason=getattr(error, "claim", error.error)) from error
    except (ValueError, TypeError) as error:
        raise identity.AnswerNotTrusted(reason="id_token") from error
    return dict(claims)
