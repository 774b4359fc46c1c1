"""The provider may be slow, or gone: nobody waits for it who need not."""

import asyncio
import time
from dataclasses import dataclass, field
from types import SimpleNamespace

import httpx2
import pytest

from backend import identity
from backend.http.provider import asking, published
from backend.http.provider.published import Published
from backend.http.provider.signatures import UnknownKey
from tests.web.journeys import ISSUER
from tests.web.rogue import Rogue

SOON = 60.0
"""Nothing is measured: it ends what would wait for ever."""


@dataclass
class Slow(Rogue):
    """It answers, until it is `silent`: who asks then waits until the silence is `over`, unheard."""

    silent: bool = False
    unanswered: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def slowly(self, request: httpx2.Request) -> httpx2.Response:
        if not self.silent:
            return self.answer(request)
        self.unanswered += 1
        self.reached.set()
        await self.over.wait()
        raise httpx2.ReadTimeout("silence")


@pytest.fixture
def provider() -> Slow:
    return Slow()


@pytest.fixture
def seen(provider: Slow, monkeypatch: pytest.MonkeyPatch) -> Published:
    monkeypatch.setattr(asking, "SECONDS", 2 * SOON)
    return Published(ISSUER, httpx2.MockTransport(provider.slowly))


def unknown(_keys: object) -> None:
    raise UnknownKey


def asked(seen: Published) -> asyncio.Task[None]:
    return asyncio.create_task(seen.by_its_keys(lambda _keys: None))


async def test_known_keys_serve_at_once_while_a_stranger_names_an_unknown_one(
    seen: Published, provider: Slow
) -> None:
    await asked(seen)
    provider.silent = True
    stranger = asyncio.create_task(seen.by_its_keys(unknown))
    async with asyncio.timeout(SOON):
        await provider.reached.wait()
        await asyncio.gather(*(asked(seen) for _ in range(5)))
    assert (stranger.done(), provider.unanswered) == (False, 1)
    provider.over.set()
    with pytest.raises(identity.ProviderUnreachable):
        await stranger


async def test_who_asks_again_after_a_silence_waits_alone(
    seen: Published, provider: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def later(seconds: float) -> None:
        clock = SimpleNamespace(monotonic=lambda: time.monotonic() + seconds)
        monkeypatch.setattr(published, "time", clock)

    await asked(seen)
    provider.silent = True
    provider.over.set()
    later(3600)
    await asyncio.gather(*(asked(seen) for _ in range(5)))
    assert provider.unanswered == 1
    provider.over.clear()
    later(3700)
    waiting = {asked(seen) for _ in range(5)}
    async with asyncio.timeout(SOON):
        while len(waiting) > 1:
            _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    [alone] = waiting
    assert provider.unanswered == 2
    provider.over.set()
    await alone


async def test_those_who_wait_for_the_first_word_take_its_silence_together(
    seen: Published, provider: Slow
) -> None:
    provider.silent = True
    waiting = [asked(seen) for _ in range(5)]
    async with asyncio.timeout(SOON):
        await provider.reached.wait()
    provider.over.set()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(one) for one in answers} == {identity.ProviderUnreachable}
    assert provider.unanswered == 1
    provider.silent = False
    await asked(seen)


async def test_a_silence_is_not_waited_for_for_ever(
    seen: Published, provider: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.01)
    provider.silent = True
    async with asyncio.timeout(SOON):
        with pytest.raises(identity.ProviderUnreachable):
            await asked(seen)
