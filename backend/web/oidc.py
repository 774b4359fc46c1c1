"""The company's identity provider, seen from here: where to send a browser, and what its answer proves.

Everything here calls the network or may: it runs before a unit of work, never inside one.
"""

import asyncio
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import httpx2
from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from backend import identity
from backend.settings import Settings
from backend.web import id_tokens, logout_tokens

T = TypeVar("T")

KEY_TYPES = frozenset({"RSA", "EC", "OKP"})
TIMEOUT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in under way: what the answer must match, and where the person was going."""

    state: str
    nonce: str
    verifier: str
    next: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What a checked answer says, and the ID token itself, which signing out will show."""

    claims: Mapping[str, Any]
    id_token: str


class Provider:
    """Keeps the provider's description and keys; both are read again when a token names an unknown key."""

    def __init__(self, settings: Settings, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.settings = settings
        self.callback = f"{settings.base_url}/sign-in/callback"
        self._transport = transport
        self._turn = asyncio.Lock()
        self._description: dict[str, Any] | None = None
        self._keys: KeySet | None = None

    async def authorization_url(self, pending: Pending, locale: str) -> str:
        """Where to send the browser. Errors: SignInNotSetUp, ProviderUnreachable.

        On a shared phone the provider is asked to forget who signed in there before.
        """
        endpoint = (await self._described())["authorization_endpoint"]
        more = {"prompt": "login"} if pending.shared else {}
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                endpoint,
                state=pending.state,
                nonce=pending.nonce,
                code_verifier=pending.verifier,
                ui_locales=locale,
                **more,
            )
        return str(url)

    async def proof(self, answer: Mapping[str, str], pending: Pending | None) -> Proof:
        """What the provider's answer to `pending` proves.

        Errors: SignInExpired, AnswerNotTrusted(reason), ProviderSaidNo(reason), ProviderUnreachable.
        """
        sent = answer.get("state", "").encode()
        if pending is None or not hmac.compare_digest(sent, pending.state.encode()):
            raise identity.SignInExpired
        description = await self._described()
        promised = description.get("authorization_response_iss_parameter_supported") is True
        if (promised or "iss" in answer) and answer.get("iss") != self.settings.oidc_issuer:
            raise identity.AnswerNotTrusted(reason="iss")
        if "error" in answer or not answer.get("code"):
            raise identity.ProviderSaidNo(reason=answer.get("error", "no_code")[:80])
        token = await self._exchange(description["token_endpoint"], answer["code"], pending)
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise identity.AnswerNotTrusted(reason="id_token")
        claims = await self._checked(id_token, pending, token.get("access_token"))
        return Proof(await self._completed(claims, token), id_token)

    async def end_session_url(self) -> str | None:
        """Where the provider's own session ends; None when it has no such page or does not answer."""
        try:
            endpoint = (await self._described()).get("end_session_endpoint")
        except identity.SignInRefused:
            return None
        return endpoint if isinstance(endpoint, str) else None

    def signed_out_url(self, endpoint: str, id_token: str | None) -> str:
        """The provider's sign-out page for whoever holds `id_token`, coming back here afterwards."""
        asked = {
            "client_id": self.settings.oidc_client_id,
            "post_logout_redirect_uri": f"{self.settings.base_url}/",
        }
        hint = {"id_token_hint": id_token} if id_token else {}
        return str(add_params_to_uri(endpoint, asked | hint))

    async def _exchange(self, endpoint: str, code: str, pending: Pending) -> Mapping[str, Any]:
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    endpoint, grant_type="authorization_code", code=code, code_verifier=pending.verifier
                )
        except OAuthError as error:
            raise identity.ProviderSaidNo(reason=str(error.error)[:80]) from error
        except (httpx2.HTTPError, ValueError) as error:
            raise identity.ProviderUnreachable from error
        return cast(Mapping[str, Any], token)

    async def _checked(self, id_token: str, pending: Pending, access_token: str | None) -> dict[str, Any]:
        expected: dict[str, Any] = {
            "issuer": self.settings.oidc_issuer,
            "client_id": self.settings.oidc_client_id,
            "nonce": pending.nonce,
            "access_token": access_token,
        }
        return await self._by_its_keys(lambda keys: id_tokens.checked(id_token, keys, **expected))

    async def signed_out(self, logout_token: str) -> logout_tokens.SignedOut:
        """Whom the provider says it signed out. Errors: AnswerNotTrusted(reason), ProviderUnreachable."""
        settings = self.settings
        expected = {"issuer": settings.oidc_issuer, "client_id": settings.oidc_client_id}
        return await self._by_its_keys(lambda keys: logout_tokens.checked(logout_token, keys, **expected))

    async def _by_its_keys(self, check: Callable[[KeySet], T]) -> T:
        """What `check` finds with the provider's keys, read again when a token names an unknown one."""
        try:
            return check(await self._known_keys())
        except id_tokens.UnknownKey:
            self._description = self._keys = None
        try:
            return check(await self._known_keys())
        except id_tokens.UnknownKey as error:
            raise identity.AnswerNotTrusted(reason="kid") from error

    async def _completed(self, claims: dict[str, Any], token: Mapping[str, Any]) -> dict[str, Any]:
        """The claims, with what only the userinfo endpoint says when the ID token has no e-mail address."""
        endpoint = (await self._described()).get("userinfo_endpoint")
        if "email" in claims or not endpoint or "access_token" not in token:
            return claims
        more = await self._get(endpoint, {"Authorization": f"Bearer {token['access_token']}"})
        if more.get("sub") != claims["sub"]:
            raise identity.AnswerNotTrusted(reason="userinfo")
        return more | claims

    async def _described(self) -> dict[str, Any]:
        issuer = self.settings.oidc_issuer
        if not issuer:
            raise identity.SignInNotSetUp
        async with self._turn:
            if self._description is None:
                found = await self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
                needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
                if found.get("issuer") != issuer or not all(isinstance(found.get(n), str) for n in needed):
                    raise identity.ProviderUnreachable
                self._description = found
            return self._description

    async def _known_keys(self) -> KeySet:
        address = (await self._described())["jwks_uri"]
        async with self._turn:
            if self._keys is None:
                found = await self._get(address)
                try:
                    public = [k for k in found["keys"] if k["kty"] in KEY_TYPES and k.get("use") != "enc"]
                    self._keys = KeySet.import_key_set({"keys": public})
                except (JoseError, KeyError, TypeError, ValueError) as error:
                    raise identity.ProviderUnreachable from error
            return self._keys

    async def _get(self, address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        try:
            async with httpx2.AsyncClient(transport=self._transport, timeout=TIMEOUT_SECONDS) as client:
                answer = (await client.get(address, headers=headers)).raise_for_status().json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise identity.ProviderUnreachable from error
        if not isinstance(answer, dict):
            raise identity.ProviderUnreachable
        return answer

    def _client(self) -> Any:
        listed = (self._description or {}).get("token_endpoint_auth_methods_supported")
        secret = self.settings.oidc_client_secret.get_secret_value()
        basic = not listed or "client_secret_basic" in listed
        method = "client_secret_basic" if basic else "client_secret_post"
        return AsyncOAuth2Client(
            self.settings.oidc_client_id,
            secret,
            token_endpoint_auth_method=method if secret else "none",
            redirect_uri=self.callback,
            scope="openid email profile",
            code_challenge_method="S256",
            transport=self._transport,
            timeout=TIMEOUT_SECONDS,
        )
