"""The token and userinfo endpoints: what the application asks the provider behind the reader's back."""

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote_plus

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from backend.demo.client import Client
from backend.demo.grants import TOKEN_SECONDS, Grant, Grants
from backend.demo.keys import SigningKey

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class TokenRefused(Exception):
    """An error of RFC 6749, section 5.2."""

    def __init__(self, error: str, description: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(description)
        self.error, self.description = error, description
        self.status = 401 if error == "invalid_client" else 400
        self.headers = NO_STORE | (headers or {})


class TokenEndpoints:
    def __init__(
        self,
        issuer: str,
        client: Client,
        grants: Grants,
        key: SigningKey,
        clock: Callable[[], float],
    ) -> None:
        self.issuer, self.client, self.grants, self.key, self.clock = (
            issuer,
            client,
            grants,
            key,
            clock,
        )

    async def token(self, request: Request) -> Response:
        """Exchange a code for an ID token and an access token."""
        try:
            async with request.form(max_files=0, max_fields=20) as form:
                self._authenticate(request, form)
                grant = self._redeem(form)
        except TokenRefused as refused:
            body = {"error": refused.error, "error_description": refused.description}
            return JSONResponse(body, refused.status, refused.headers)
        answer = {
            "access_token": self.grants.issue_token(grant),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self.key.sign(self._id_token(grant)),
            "scope": " ".join(sorted(grant.scope)),
        }
        return JSONResponse(answer, headers=NO_STORE)

    async def userinfo(self, request: Request) -> Response:
        """The claims of the person an access token belongs to."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return Response(status_code=401, headers=NO_STORE | {"WWW-Authenticate": "Bearer"})
        grant = self.grants.holder(token.strip())
        if grant is None:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            return JSONResponse({"error": "invalid_token"}, 401, NO_STORE | challenge)
        return JSONResponse(grant.persona.claims(grant.scope), headers=NO_STORE)

    def _authenticate(self, request: Request, form: FormData) -> None:
        """client_secret_basic or client_secret_post, never both at once (RFC 6749, section 2.3)."""
        header = request.headers.get("authorization")
        if header is None:
            credentials = _text(form, "client_id"), _text(form, "client_secret")
            challenge: dict[str, str] = {}
        elif "client_secret" in form:
            raise TokenRefused("invalid_request", "the client authenticates twice")
        else:
            credentials = _basic(header)
            challenge = {"WWW-Authenticate": 'Basic realm="token"'}
        if not self.client.holds(*credentials):
            raise TokenRefused("invalid_client", "the client and its secret do not match", challenge)

    def _redeem(self, form: FormData) -> Grant:
        if not _text(form, "grant_type"):
            raise TokenRefused("invalid_request", "grant_type is missing")
        if _text(form, "grant_type") != "authorization_code":
            raise TokenRefused("unsupported_grant_type", "only authorization_code is supported")
        if not _text(form, "code"):
            raise TokenRefused("invalid_request", "code is missing")
        if not VERIFIER.fullmatch(_text(form, "code_verifier")):
            raise TokenRefused("invalid_request", "code_verifier is missing or malformed")
        grant = self.grants.redeem(_text(form, "code"))
        if grant is None:
            raise TokenRefused("invalid_grant", "the code is unknown, used or expired")
        if _text(form, "redirect_uri") != grant.redirect_uri:
            raise TokenRefused("invalid_grant", "redirect_uri is not the one the code was issued for")
        if not grant.matches(_text(form, "code_verifier")):
            raise TokenRefused("invalid_grant", "code_verifier does not match the challenge")
        return grant

    def _id_token(self, grant: Grant) -> dict[str, object]:
        now = int(self.clock())
        claims = grant.persona.claims(grant.scope) | {
            "iss": self.issuer,
            "aud": self.client.client_id,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "auth_time": grant.auth_time,
            "sid": grant.sid,
        }
        return claims | ({"nonce": grant.nonce} if grant.nonce is not None else {})


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _basic(header: str) -> tuple[str, str]:
    """The id and secret of an Authorization header, form-decoded as RFC 6749 asks; empty when malformed."""
    scheme, _, encoded = header.partition(" ")
    try:
        pair = base64.b64decode(encoded, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        pair = ""
    client_id, _, secret = pair.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)
