"""Sending an issue to many while the worker is killed, and what the mail server says it received."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Database
from backend.digests.delivery import DELIVER
from backend.digests.models import ISSUES, RECIPIENTS, State
from backend.identity import PEOPLE
from backend.jobs.models import JOBS
from tests.cast import Cast
from tests.digests.scenes import a_sending
from tests.digests.sender import LINES
from tests.digests.sink import is_unknown
from tests.environment import environment


@dataclass(frozen=True)
class Sink:
    """A running mail server and what it accepted."""

    smtp: str
    log: Path

    def received(self) -> list[tuple[str, str]]:
        """Recipient and Message-ID of each message, in their order; a line being written does not count."""
        lines = self.log.read_text().splitlines(keepends=True) if self.log.exists() else []
        pairs = (line.split() for line in lines if line.endswith("\n"))
        return [(to, named) for to, named in pairs]

    def count(self) -> int:
        return self.log.read_bytes().count(b"\n") if self.log.exists() else 0


@asynccontextmanager
async def running_sink(log: Path, temporary: int = 0) -> AsyncIterator[Sink]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.digests.sink", str(log), str(temporary), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    port = int(await process.stdout.readline())
    try:
        yield Sink(f"smtp://127.0.0.1:{port}", log)
    finally:
        process.kill()
        await process.wait()


async def many_people(cast: Cast, number: int) -> set[str]:
    """Hire so many more; returns every address the mail server knows."""
    rows = [
        {
            "email": f"person.{n}@telenova.example",
            "given_name": "Prénom",
            "family_name": f"Nom {n}",
            "org_unit_id": cast.units["boutique"],
            "locale": ("fr", "en")[n % 2],
        }
        for n in range(number)
    ]
    async with cast.database.writing() as session:
        for at in range(0, number, 5_000):
            await session.execute(sa.insert(PEOPLE), rows[at : at + 5_000])
        await session.commit()
        emails = (await session.execute(sa.select(PEOPLE.c.email))).scalars().all()
    return {email for email in emails if not is_unknown(email)}


async def begin(cast: Cast) -> None:
    """An issue whose audience is counted and whose first round is promised."""
    async with cast.database.writing() as session:
        await a_sending(session, cast)
        await session.commit()


async def send_killed(database: Database, sink: Sink, kills: int, after: int) -> None:
    """Run the worker until the issue is sent, killing it `kills` times, each time after `after` messages."""
    for _ in range(kills):
        worker = await start_worker(database, sink)
        await until(database, sink, sink.count() + after)
        worker.kill()
        await worker.wait()
        await end_leases(database)
    worker = await start_worker(database, sink)
    await until(database, sink)
    worker.terminate()
    await worker.wait()


async def until(database: Database, sink: Sink, most: int | None = None) -> None:
    """Wait until the mail server has so many messages, or for the end of the sending."""
    for _ in range(60_000):
        if (most is not None and sink.count() >= most) or await is_sent(database):
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def send_again(database: Database, sink: Sink) -> None:
    """Another run over an issue that was sent, as if nothing had noted its end."""
    issue = await the_issue(database)
    async with database.writing() as session:
        await session.execute(sa.update(ISSUES).where(ISSUES.c.id == issue.id).values(status=State.SENDING))
        await jobs.enqueue(session, DELIVER, {"issue_id": str(issue.id), "spell": issue.spell})
        await session.commit()
    await send_killed(database, sink, kills=0, after=0)


async def start_worker(database: Database, sink: Sink, lines: int = LINES) -> asyncio.subprocess.Process:
    address = database.url.render_as_string(hide_password=False)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.digests.sender", address, sink.smtp, str(lines)), env=environment()
    )


async def is_sent(database: Database) -> bool:
    return (await the_issue(database)).status is State.SENT


async def the_issue(database: Database) -> Any:
    async with database.reading() as session:
        return (await session.execute(sa.select(ISSUES).order_by(ISSUES.c.number.desc()).limit(1))).one()


async def end_leases(database: Database) -> None:
    """Let the leases of the killed worker run out at once, rather than wait for them."""
    past = now() - timedelta(1)
    async with database.writing() as session:
        for table in (JOBS, RECIPIENTS):
            leased = sa.update(table).where(table.c.leased_until.is_not(None))
            await session.execute(leased.values(leased_until=past))
        await session.commit()


def check(sink: Sink, reachable: set[str], most_repeats: int) -> int:
    """Nobody is missing, and what was repeated is little and has one name; returns how many repeats."""
    received = sink.received()
    times = Counter(to for to, _ in received)
    assert set(times) == reachable
    names: dict[str, set[str]] = {}
    for to, named in received:
        names.setdefault(to, set()).add(named)
    assert all(len(some) == 1 for some in names.values())
    assert len({named for some in names.values() for named in some}) == len(reachable)
    repeats = len(received) - len(times)
    assert repeats <= most_repeats
    return repeats
