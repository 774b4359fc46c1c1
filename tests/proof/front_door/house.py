"""A house to be shaken: its servers, its worker and its PostgreSQL are killed, and started again at once."""

import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa

from tests.browser.demo import free_pair
from tests.proof.front_door.serving import ended, ready, started
from tests.proof.own_postgres import OwnPostgres

Kill = Callable[[], Awaitable[None]]


@dataclass
class House:
    """What runs over a database: one server on SQLite; two servers and a worker on PostgreSQL."""

    url: sa.URL
    postgres: OwnPostgres | None
    doors: list[int]
    processes: dict[str, Process] = field(default_factory=dict)
    opened_in: float = 0.0
    """Seconds that it took to open when nobody asked for anything yet."""

    @property
    def kills(self) -> dict[str, Kill]:
        """What may be killed, by what it is called."""
        if self.postgres is None:
            return {"the server": self.kill_server}
        return {
            "a server": self.kill_server,
            "the worker": self.kill_worker,
            "PostgreSQL": self.kill_postgresql,
        }

    async def kill_server(self) -> None:
        """The one that was started first; with another behind the same proxy, that one goes on."""
        door = self.doors.pop(0)
        self.doors.append(door)
        await self._kill(f"server {door}")
        await self.open(door)
        await ready(door)

    async def kill_worker(self) -> None:
        await self._kill("worker")
        self.processes["worker"] = await started(self.url, "worker")

    async def kill_postgresql(self) -> None:
        assert self.postgres
        self.postgres.kill()
        await self.postgres.start_again()

    async def open(self, door: int) -> None:
        self.processes[f"server {door}"] = await started(self.url, "serve", f"--port={door}")

    async def _kill(self, name: str) -> None:
        process = self.processes.pop(name)
        process.kill()
        await process.wait()


@asynccontextmanager
async def running_house(url: sa.URL, postgres: OwnPostgres | None) -> AsyncIterator[House]:
    """A house over a migrated database, with every door open; empty at the end."""
    first = free_pair()
    house = House(url, postgres, [first, first + 1] if postgres else [first])
    began = time.monotonic()
    try:
        for door in house.doors:
            await house.open(door)
        if postgres:
            house.processes["worker"] = await started(url, "worker")
        for door in house.doors:
            await ready(door)
        house.opened_in = time.monotonic() - began
        yield house
    finally:
        for process in house.processes.values():
            await ended(process)
