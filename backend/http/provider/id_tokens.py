"""What an ID token must be before a word of it is believed."""

from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from backend import identity
from backend.core.clock import now
from backend.http.provider.signatures import LEEWAY_SECONDS, decoded, first_wrong, is_subject, kind_of

KINDS = frozenset({"", "jwt"})
"""Of a token's header: tokens for tools and those that sign out are signed by the same keys."""


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
    try:
        token = decoded(id_token, keys)
        claims = CodeIDToken(token.claims, token.header, options, expected)
        claims.validate(int(now().timestamp()), LEEWAY_SECONDS)
    except JoseError as error:
        raise identity.AnswerNotTrusted(reason=getattr(error, "claim", error.error)) from error
    except (ValueError, TypeError) as error:
        raise identity.AnswerNotTrusted(reason="id_token") from error
    right = {"typ": kind_of(token.header) in KINDS, "sub": is_subject(claims["sub"])}
    if wrong := first_wrong(right):
        raise identity.AnswerNotTrusted(reason=wrong)
    return dict(claims)
