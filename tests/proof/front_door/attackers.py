"""Strangers who send every hostile request again and again, from a process of their own.

Told the port, for how many seconds and how many at once; prints how many requests were sent.
"""

import asyncio
import sys
import time

import httpx2

from tests.proof.front_door.serving import client
from tests.web.hostile import CASES


async def attack(stranger: httpx2.AsyncClient, until: float) -> int:
    sent = 0
    while time.perf_counter() < until:
        for case in CASES.values():
            await stranger.send(case.request(stranger))
            sent += 1
    return sent


async def main(port: int, seconds: float, at_once: int) -> None:
    async with client(port) as stranger:
        until = time.perf_counter() + seconds
        print(sum(await asyncio.gather(*(attack(stranger, until) for _ in range(at_once)))))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
