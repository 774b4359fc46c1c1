"""What the provider publishes of itself: its description, and the keys it signs with."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from backend import identity
from backend.http.provider.signatures import UnknownKey

T = TypeVar("T")

KEY_TYPES = frozenset({"RSA", "EC", "OKP"})
TIMEOUT_SECONDS = 10
READ_AGAIN_SECONDS = 30.0
"""How often unknown keys may have it read again: anybody can name a key that nobody has."""


class Published:
    """Read once and kept, until a token names an unknown key."""

    def __init__(self, issuer: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._issuer = issuer
        self._transport = transport
        self._turn = asyncio.Lock()
        self._description: dict[str, Any] | None = None
        self._keys: KeySet | None = None
        self._again_from = 0.0

    @property
    def seen(self) -> Mapping[str, Any]:
        """Its description, as far as it was read."""
        return self._description or {}

    async def description(self) -> dict[str, Any]:
        """Where its endpoints are. Errors: SignInNotSetUp, ProviderUnreachable."""
        async with self._turn:
            if self._description is None:
                self._description = await self._read_description()
            return self._description

    async def by_its_keys(self, check: Callable[[KeySet], T]) -> T:
        """What `check` finds with its keys, read again when a token names one that is not among them.

        Errors: those of `check`, UnknownKey, SignInNotSetUp, ProviderUnreachable.
        """
        keys = await self._known_keys()
        try:
            return check(keys)
        except UnknownKey:
            fresh = await self._other_keys_than(keys)
        return check(fresh)

    async def get(self, address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The object one of its addresses answers with. Errors: ProviderUnreachable."""
        try:
            async with httpx2.AsyncClient(transport=self._transport, timeout=TIMEOUT_SECONDS) as client:
                answer = (await client.get(address, headers=headers)).raise_for_status().json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise identity.ProviderUnreachable from error
        if not isinstance(answer, dict):
            raise identity.ProviderUnreachable
        return answer

    async def _known_keys(self) -> KeySet:
        description = await self.description()
        async with self._turn:
            if self._keys is None:
                self._keys = await self._read_keys(description)
            return self._keys

    async def _other_keys_than(self, known: KeySet) -> KeySet:
        """The keys it publishes now; those known are kept until these are there."""
        async with self._turn:
            if self._keys is not known and self._keys is not None:
                return self._keys
            if time.monotonic() < self._again_from:
                raise UnknownKey
            self._again_from = time.monotonic() + READ_AGAIN_SECONDS
            description = await self._read_description()
            self._description, self._keys = description, await self._read_keys(description)
            return self._keys

    async def _read_description(self) -> dict[str, Any]:
        if not self._issuer:
            raise identity.SignInNotSetUp
        found = await self.get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self._issuer or not all(isinstance(found.get(n), str) for n in needed):
            raise identity.ProviderUnreachable
        return found

    async def _read_keys(self, description: Mapping[str, Any]) -> KeySet:
        found = await self.get(description["jwks_uri"])
        try:
            public = [k for k in found["keys"] if k["kty"] in KEY_TYPES and k.get("use") != "enc"]
            return KeySet.import_key_set({"keys": public})
        except (JoseError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise identity.ProviderUnreachable from error
