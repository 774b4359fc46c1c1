"""P2: how fast an issue leaves, beside a bare SMTP client that sends ready bytes in the same run."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiosmtplib

from backend.core.db import Database
from backend.digests.frame import Frame
from backend.digests.letters import frames_of
from tests.cast import Cast
from tests.digests.killing import (
    Sink,
    begin,
    check,
    is_sent,
    many_people,
    running_sink,
    start_worker,
    the_issue,
)
from tests.digests.sender import LINES, what_sending_needs

RECIPIENTS = {"postgresql": 97_000, "sqlite": 20_000}
BARE = 5_000
LEAST = 500
"""Messages a second."""
MEGABYTE = 1_048_576
GROWTH = 40 * MEGABYTE


async def test_an_issue_leaves_fast_and_memory_stays_flat(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    name = database.url.get_backend_name()
    reachable = await many_people(cast, RECIPIENTS[name])
    await begin(cast)
    async with database.reading() as session:
        mailer = what_sending_needs("")["mailer"]
        frame = (await frames_of(session, mailer, (await the_issue(database)).id))["fr"]
    rendered = rendering(frame)
    async with running_sink(tmp_path / "bare") as sink:
        bare = await bare_client(sink, frame)
    async with running_sink(tmp_path / "log") as sink:
        started = time.perf_counter()
        rss = [size async for size in sending(database, sink)]
        took = time.perf_counter() - started
        check(sink, reachable, most_repeats=0)
    rate = len(reachable) / took
    warm = rss[len(rss) // 4 :]
    size = len(a_copy(frame, 0)) / 1000
    print(
        f"\n{name}: {len(reachable)} messages of {size:.0f} kB in {took:.0f} s, {rate:.0f}/s; "
        f"bare client {bare:.0f}/s, ratio {rate / bare:.2f}; {rendered:.0f} rendered/s; "
        f"memory {warm[0] / MEGABYTE:.0f} MB a quarter of the way, {max(warm) / MEGABYTE:.0f} MB at most"
    )
    assert rate >= LEAST
    assert max(warm) - warm[0] < GROWTH


def a_copy(frame: Frame, number: int) -> bytes:
    return frame.copy(
        to=f"person.{number}@telenova.example",
        message_id=f"<{number}@diapason.telenova.example>",
        date="Sat, 28 Nov 2026 08:00:00 +0000",
        token="WyIwMWEyMWZiYzUwYzM3M2I0YWYiLCIwMWEyMWZiYzQ4YmM3M2NhODE1Nzllcd9d8c91.x-_y",
    )


def rendering(frame: Frame) -> float:
    """Messages rendered a second."""
    started = time.perf_counter()
    for number in range(20_000):
        a_copy(frame, number)
    return 20_000 / (time.perf_counter() - started)


async def bare_client(sink: Sink, frame: Frame) -> float:
    """Messages a second over as many connections, with nothing noted."""
    ready = iter([(f"bare.{n}@telenova.example", a_copy(frame, n)) for n in range(BARE)])
    port = int(sink.smtp.rsplit(":", 1)[1])

    async def carry() -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as line:
            for to, message in ready:
                try:
                    await line.sendmail("diapason@telenova.example", [to], message)
                except aiosmtplib.SMTPRecipientsRefused:
                    continue

    started = time.perf_counter()
    await asyncio.gather(*(carry() for _ in range(LINES)))
    return BARE / (time.perf_counter() - started)


def resident(pid: int) -> int:
    """The memory of a process, in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


async def sending(database: Database, sink: Sink) -> AsyncIterator[int]:
    """The worker's resident memory every other second, in bytes, until the issue is sent."""
    worker = await start_worker(database, sink)
    while not await is_sent(database):
        yield resident(worker.pid)
        await asyncio.sleep(2)
    worker.terminate()
    await worker.wait()
