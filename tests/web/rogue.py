"""A provider that may lie: it answers as one should, unless a test tells it what to spoil."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.jwk import Key, RSAKey

from tests.web.journeys import ISSUER

Claims = dict[str, Any]


def new_key(kid: str = "first") -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": kid})


KEY, OTHER_KEY = new_key(), new_key()


@dataclass
class Rogue:
    """`spoil` turns honest claims into the ID token handed out; `described` changes what it says of itself;
    `plays` has the answer of whole addresses."""

    nonce: str = ""
    subject: str = "ines"
    email: str = "ines.marchetti@telenova.example"
    spoil: Callable[[Claims], str] | None = None
    described: dict[str, Any] = field(default_factory=dict)
    published: list[Key] = field(default_factory=lambda: [KEY])
    asked: list[str] = field(default_factory=list)
    userinfo: Claims | None = None
    plays: dict[str, Callable[[], httpx2.Response]] = field(default_factory=dict)

    def claims(self) -> Claims:
        at = int(time.time())
        return {
            "iss": ISSUER,
            "sub": self.subject,
            "aud": "diapason",
            "exp": at + 600,
            "iat": at,
            "nonce": self.nonce,
            "email": self.email,
            "email_verified": True,
        }

    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        self.asked.append(path)
        if path in self.plays:
            return self.plays[path]()
        if path == "/.well-known/openid-configuration":
            return httpx2.Response(200, json=self.description())
        if path == "/jwks":
            return httpx2.Response(200, json={"keys": [key.as_dict(private=False) for key in self.published]})
        if path == "/userinfo" and self.userinfo is not None:
            return httpx2.Response(200, json=self.userinfo)
        if path == "/token":
            token = self.spoil(self.claims()) if self.spoil else sign(self.claims())
            return httpx2.Response(
                200, json={"access_token": "access", "token_type": "Bearer", "id_token": token}
            )
        return httpx2.Response(404)

    def description(self) -> dict[str, Any]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "jwks_uri": f"{ISSUER}/jwks",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
            **self.described,
        }


def sign(claims: Claims, key: RSAKey = KEY, kid: str = "first") -> str:
    return jwt.encode({"alg": "RS256", "kid": kid}, claims, key)


def unsigned(claims: Claims) -> str:
    """A token with the algorithm « none »."""
    return f"{part({'alg': 'none'})}.{part(claims)}."


def signed_with_the_public_key(claims: Claims) -> str:
    """HS256, the provider's public key serving as the secret: it fools whoever trusts the header."""
    body = f"{part({'alg': 'HS256', 'kid': 'first'})}.{part(claims)}"
    mac = hmac.new(KEY.as_pem(private=False), body.encode(), hashlib.sha256).digest()
    return f"{body}.{encoded(mac)}"


def part(value: Claims) -> str:
    return encoded(json.dumps(value).encode())


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
