"""The provider may be slow, or gone: nobody waits for it who need not."""

import asyncio
import time
from types import SimpleNamespace

import httpx2
import pytest

from backend import identity
from backend.http.provider import asking, published
from backend.http.provider.published import Published
from backend.http.provider.signatures import UnknownKey
from tests.web.journeys import ISSUER
from tests.web.rogue import Rogue

SILENCE = 0.5


class Slow(Rogue):
    """It answers, until it is `silent`."""

    silent = False

    async def slowly(self, request: httpx2.Request) -> httpx2.Response:
        if self.silent:
            await asyncio.sleep(60)
        return self.answer(request)


@pytest.fixture
def provider() -> Slow:
    return Slow()


@pytest.fixture
def seen(provider: Slow, monkeypatch: pytest.MonkeyPatch) -> Published:
    monkeypatch.setattr(asking, "SECONDS", SILENCE)
    return Published(ISSUER, httpx2.MockTransport(provider.slowly))


def unknown(_keys: object) -> None:
    raise UnknownKey


async def waited(seen: Published) -> float:
    began = time.monotonic()
    await seen.by_its_keys(lambda _keys: None)
    return time.monotonic() - began


async def test_known_keys_serve_at_once_while_a_stranger_names_an_unknown_one(
    seen: Published, provider: Slow
) -> None:
    await waited(seen)
    provider.silent = True
    stranger = asyncio.create_task(seen.by_its_keys(unknown))
    await asyncio.sleep(0.05)
    assert max(await asyncio.gather(*(waited(seen) for _ in range(5)))) < SILENCE / 2
    with pytest.raises(identity.ProviderUnreachable):
        await stranger


async def test_who_asks_again_after_a_silence_waits_alone(
    seen: Published, provider: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    await waited(seen)
    provider.silent = True
    for later in (3600, 3700):
        clock = SimpleNamespace(monotonic=lambda later=later: time.monotonic() + later)
        monkeypatch.setattr(published, "time", clock)
        times = sorted(await asyncio.gather(*(waited(seen) for _ in range(5))))
    assert times[3] < SILENCE / 2 < times[4]


async def test_those_who_wait_for_the_first_word_take_its_silence_together(
    seen: Published, provider: Slow
) -> None:
    provider.silent = True
    began = time.monotonic()
    answers = await asyncio.gather(*(waited(seen) for _ in range(5)), return_exceptions=True)
    assert {type(one) for one in answers} == {identity.ProviderUnreachable}
    assert time.monotonic() - began < 2 * SILENCE
    provider.silent = False
    await waited(seen)
