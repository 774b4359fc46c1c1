"""Asking the provider: whatever it answers, it takes bounded time and memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from backend import identity

SECONDS = 10.0
"""For a whole answer, however slowly it comes."""
MOST_BYTES = 1_000_000


class _Bounded(httpx2.AsyncByteStream):
    """A body that is not read any further than MOST_BYTES."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for piece in self._body:
            read += len(piece)
            if read > MOST_BYTES:
                raise httpx2.ReadError("too long")
            yield piece

    async def aclose(self) -> None:
        await self._body.aclose()


async def _bound(response: httpx2.Response) -> None:
    # A megabyte of compressed bytes may be a gigabyte of them: none was asked for.
    if "content-encoding" in response.headers:
        raise httpx2.DecodingError("compressed")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _Bounded(response.stream)


def options(transport: httpx2.AsyncBaseTransport | None) -> dict[str, Any]:
    """What a client that asks the provider is made with."""
    return {
        "transport": transport,
        "timeout": SECONDS,
        "headers": {"accept-encoding": "identity"},
        "event_hooks": {"response": [_bound]},
    }


@asynccontextmanager
async def unreachable_if_it_fails() -> AsyncIterator[None]:
    """Errors: ProviderUnreachable, where the provider does not answer as it should, or not in time."""
    try:
        async with asyncio.timeout(SECONDS):
            yield
    except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, ValueError) as error:
        raise identity.ProviderUnreachable from error
