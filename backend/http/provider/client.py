"""Where to send a browser to sign in, what the provider's answer proves, and what its tokens say."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx2
from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from backend import identity
from backend.http.provider import access_tokens, id_tokens, logout_tokens
from backend.http.provider.asking import options, unreachable_if_it_fails
from backend.http.provider.leaving import says_left
from backend.http.provider.published import Published
from backend.http.provider.signatures import UnknownKey
from backend.settings import Settings


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
    """What a checked answer says, and the ID token itself, which signing out will show.

    `left` when it says that this person has left the company.
    """

    claims: Mapping[str, Any]
    id_token: str
    left: bool


class Provider:
    """The provider of the settings; what it publishes is read when it is first needed."""

    def __init__(self, settings: Settings, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.settings = settings
        self.callback = f"{settings.base_url}/sign-in/callback"
        self._transport = transport
        self._published = Published(settings.oidc_issuer, transport)

    async def authorization_url(self, pending: Pending, locale: str) -> str:
        """Where to send the browser. Errors: SignInNotSetUp, ProviderUnreachable.

        On a shared phone the provider is asked to forget who signed in there before.
        """
        endpoint = (await self._published.description())["authorization_endpoint"]
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
        description = await self._published.description()
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
        completed = await self._completed(claims, token)
        return Proof(completed, id_token, says_left(completed, self.settings.oidc_leavers))

    async def end_session_url(self) -> str | None:
        """Where the provider's own session ends; None when it has no such page or does not answer."""
        try:
            endpoint = (await self._published.description()).get("end_session_endpoint")
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
            async with unreachable_if_it_fails(), self._client() as client:
                token = await client.fetch_token(
                    endpoint, grant_type="authorization_code", code=code, code_verifier=pending.verifier
                )
        except OAuthError as error:
            raise identity.ProviderSaidNo(reason=str(error.error)[:80]) from error
        return cast(Mapping[str, Any], token)

    async def _checked(self, id_token: str, pending: Pending, access_token: str | None) -> dict[str, Any]:
        expected: dict[str, Any] = {
            "issuer": self.settings.oidc_issuer,
            "client_id": self.settings.oidc_client_id,
            "nonce": pending.nonce,
            "access_token": access_token,
        }
        try:
            return await self._published.by_its_keys(
                lambda keys: id_tokens.checked(id_token, keys, **expected)
            )
        except UnknownKey as error:
            raise identity.AnswerNotTrusted(reason="kid") from error

    async def signed_out(self, logout_token: str) -> logout_tokens.SignedOut:
        """Whom the provider says it signed out. Errors: AnswerNotTrusted(reason), ProviderUnreachable."""
        settings = self.settings
        expected = {"issuer": settings.oidc_issuer, "client_id": settings.oidc_client_id}
        leavers = settings.oidc_leavers
        try:
            return await self._published.by_its_keys(
                lambda keys: logout_tokens.checked(logout_token, keys, **expected, leavers=leavers)
            )
        except UnknownKey as error:
            raise identity.AnswerNotTrusted(reason="kid") from error

    async def granted(self, access_token: str) -> access_tokens.Granted:
        """What a tool's token from the provider grants; nothing, without an audience in the settings.

        Errors: TokenRefused, BearerNotTrusted(reason), ProviderUnreachable.
        """
        settings = self.settings
        if not (settings.oidc_issuer and settings.oidc_api_audience):
            raise identity.TokenRefused
        expected = {"issuer": settings.oidc_issuer, "audience": settings.oidc_api_audience}
        leavers = settings.oidc_leavers
        try:
            return await self._published.by_its_keys(
                lambda keys: access_tokens.checked(access_token, keys, **expected, leavers=leavers)
            )
        except UnknownKey as error:
            raise identity.BearerNotTrusted(reason="kid") from error

    async def _completed(self, claims: dict[str, Any], token: Mapping[str, Any]) -> dict[str, Any]:
        """The claims, with what only the userinfo endpoint says when the ID token lacks address or groups."""
        endpoint = (await self._published.description()).get("userinfo_endpoint")
        needed = {"email", "groups"} if self.settings.oidc_group_roles else {"email"}
        if needed <= claims.keys() or not endpoint or "access_token" not in token:
            return claims
        more = await self._published.get(endpoint, {"Authorization": f"Bearer {token['access_token']}"})
        if more.get("sub") != claims["sub"]:
            raise identity.AnswerNotTrusted(reason="userinfo")
        return more | claims

    def _client(self) -> Any:
        listed = self._published.seen.get("token_endpoint_auth_methods_supported")
        secret = self.settings.oidc_client_secret.get_secret_value()
        basic = not listed or "client_secret_basic" in listed
        method = "client_secret_basic" if basic else "client_secret_post"
        return AsyncOAuth2Client(
            self.settings.oidc_client_id,
            secret,
            token_endpoint_auth_method=method if secret else "none",
            redirect_uri=self.callback,
            scope=self.settings.oidc_scope,
            code_challenge_method="S256",
            **options(self._transport),
        )
