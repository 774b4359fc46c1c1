"""The provider's signing key: made at start, kept in memory, gone at the end."""

from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

ALGORITHM = "RS256"


class SigningKey:
    def __init__(self) -> None:
        self._key = RSAKey.generate_key(2048, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)

    def jwks(self) -> dict[str, Any]:
        """The public half, as a JSON Web Key Set."""
        return {"keys": [self._key.as_dict(private=False)]}

    def sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": ALGORITHM, "kid": self._key.kid, "typ": "JWT"}, claims, self._key)

    def read(self, token: str) -> dict[str, Any] | None:
        """The claims of a token this key signed, however old; None for any other text."""
        try:
            return dict(jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims)
        except (JoseError, ValueError):
            return None
