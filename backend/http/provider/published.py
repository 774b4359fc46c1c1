"""What the provider publishes of itself: its description, and the keys it signs with."""

import asyncio
import time
import warnings
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import Key, KeySet, import_key

from backend import identity
from backend.http.provider.asking import options, unreachable_if_it_fails
from backend.http.provider.signatures import UnknownKey

T = TypeVar("T")

KEY_TYPES = frozenset({"RSA", "EC", "OKP"})
READ_AGAIN_SECONDS = 30.0
"""How often unknown keys may have it read again: anybody can name a key that nobody has."""
FRESH_SECONDS = 3600.0
"""How long it is believed without being read again: so long a key that it withdrew may still serve."""


class Published:
    """Read and kept for an hour, or until a token names an unknown key."""

    def __init__(self, issuer: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._issuer = issuer
        self._transport = transport
        self._turn = asyncio.Lock()
        self._description: dict[str, Any] | None = None
        self._keys: KeySet | None = None
        self._again_from = self._old_from = 0.0
        self._silent_at = -1.0
        self._was_silent = False

    @property
    def seen(self) -> Mapping[str, Any]:
        """Its description, as far as it was read."""
        return self._description or {}

    async def description(self) -> dict[str, Any]:
        """Where its endpoints are. Errors: SignInNotSetUp, ProviderUnreachable."""
        if self._description is not None:
            return self._description
        return await self._in_turn(self._first_description)

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
        async with (
            unreachable_if_it_fails(),
            httpx2.AsyncClient(**options(self._transport)) as client,
        ):
            answer = (await client.get(address, headers=headers)).raise_for_status().json()
        if not isinstance(answer, dict):
            raise identity.ProviderUnreachable
        return answer

    async def _known_keys(self) -> KeySet:
        """The keys as read within the hour; older ones while it does not answer."""
        if self._keys is None:
            return await self._in_turn(self._first_keys)
        if time.monotonic() < self._old_from:
            return self._keys
        async with self._turn:
            return await self._keys_again() if time.monotonic() >= self._old_from else self._keys

    async def _first_description(self) -> dict[str, Any]:
        if self._description is None:
            self._description = await self._read_description()
        return self._description

    async def _first_keys(self) -> KeySet:
        return self._keys or await self._keys_of(await self._first_description())

    async def _keys_again(self) -> KeySet:
        assert self._keys is not None
        if self._was_silent:
            # Meanwhile the others go on with those known: only who tries again waits for it.
            self._old_from = time.monotonic() + READ_AGAIN_SECONDS
        try:
            return await self._read_again()
        except identity.ProviderUnreachable:
            self._old_from, self._was_silent = time.monotonic() + READ_AGAIN_SECONDS, True
            return self._keys

    async def _other_keys_than(self, known: KeySet) -> KeySet:
        """The keys it publishes now; those known are kept until these are there."""
        async with self._turn:
            if self._keys is not known and self._keys is not None:
                return self._keys
            if time.monotonic() < self._again_from:
                raise UnknownKey
            self._again_from = time.monotonic() + READ_AGAIN_SECONDS
            return await self._read_again()

    async def _read_again(self) -> KeySet:
        return await self._keys_of(await self._read_description())

    async def _keys_of(self, description: dict[str, Any]) -> KeySet:
        keys = await self._read_keys(description)
        self._description, self._keys = description, keys
        self._old_from, self._was_silent = time.monotonic() + FRESH_SECONDS, False
        return keys

    async def _in_turn(self, read: Callable[[], Awaitable[T]]) -> T:
        """What is read; whoever waits meanwhile takes a silence as an answer to them too."""
        since = time.monotonic()
        async with self._turn:
            if since <= self._silent_at:
                raise identity.ProviderUnreachable
            try:
                return await read()
            except identity.ProviderUnreachable:
                self._silent_at = time.monotonic()
                raise

    async def _read_description(self) -> dict[str, Any]:
        if not self._issuer:
            raise identity.SignInNotSetUp
        found = await self.get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self._issuer or not all(self._is_address(found.get(n)) for n in needed):
            raise identity.ProviderUnreachable
        return found

    def _is_address(self, value: object) -> bool:
        """Whether a browser, or we, may be sent there: no less safely than to the issuer itself."""
        return isinstance(value, str) and value.startswith(f"{urlsplit(self._issuer).scheme}://")

    async def _read_keys(self, description: Mapping[str, Any]) -> KeySet:
        listed = (await self.get(description["jwks_uri"])).get("keys")
        if not isinstance(listed, list):
            raise identity.ProviderUnreachable
        return KeySet([key for one in listed if (key := _usable(one)) is not None])


def _usable(published: Any) -> Key | None:
    """A key that tokens may be signed by; None for another kind, or one so short that it can be computed."""
    try:
        if published["kty"] not in KEY_TYPES or published.get("use") == "enc":
            return None
        with warnings.catch_warnings():
            # The library only warns of a short one.
            warnings.simplefilter("error", SecurityWarning)
            return import_key(published)
    except (JoseError, SecurityWarning, KeyError, TypeError, ValueError, AttributeError):
        return None
