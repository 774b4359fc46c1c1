"""An honest reader beside whatever else a server is asked, and how long they wait."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.proof.front_door.serving import client

EVERY_SECONDS = 0.05
LIST = {"query": "{ circles(first: 20) { nodes { name memberCount } } viewer { person { email } } }"}


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


@asynccontextmanager
async def honest(port: int, cookie: str) -> AsyncIterator[list[float]]:
    """Inès reads a page and a tool asks for a list, some twenty times a second; yields what each took."""
    took: list[float] = []
    async with client(port, cookie=cookie) as ines:

        async def read() -> None:
            while True:
                for asked in (
                    ines.build_request("GET", "/circles"),
                    ines.build_request("POST", "/graphql", json=LIST),
                ):
                    began = time.perf_counter()
                    answer = await ines.send(asked)
                    took.append(time.perf_counter() - began)
                    assert answer.status_code == 200, answer.text
                    assert "errors" not in answer.text[:20]
                    await asyncio.sleep(EVERY_SECONDS)

        reading = asyncio.create_task(read())
        try:
            yield took
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        assert reading.cancelled(), reading.exception()


async def alone(port: int, cookie: str, seconds: float) -> float:
    """The p95 of the honest reader when nobody else asks."""
    async with honest(port, cookie) as took:
        await asyncio.sleep(seconds)
    return p95(took)
