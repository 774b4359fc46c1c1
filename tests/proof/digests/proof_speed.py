"""P2: how fast an issue leaves, beside a bare SMTP client that sends ready bytes in the same run."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
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
    until,
)
from tests.digests.sender import what_sending_needs

RECIPIENTS = {"postgresql": 97_000, "sqlite": 20_000}
BARE = 5_000
LINES = 32
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
        looks = [look async for look in sending(database, sink)]
        check(sink, reachable, most_repeats=0)
    taken = looks[-1].at - looks[0].at
    rate = (looks[-1].sent - looks[0].sent) / taken
    cost = (looks[-1].cpu - looks[0].cpu) / (looks[-1].sent - looks[0].sent)
    memory = [look.memory / MEGABYTE for look in looks[len(looks) // 4 :]]
    size = len(a_copy(frame, 0)) / 1000
    print(
        f"\n{name}: {len(reachable)} messages of {size:.0f} kB over {LINES} connections in {taken:.0f} s: "
        f"{rate:.0f}/s, bare client {bare.rate:.0f}/s, ratio {rate / bare.rate:.2f}\n"
        f"  processor {cost * 1e3:.2f} ms a message, bare client {bare.cpu * 1e3:.2f} ms; "
        f"{rendered:.0f} rendered/s\n"
        f"  memory {memory[0]:.0f} MB a quarter of the way, {max(memory):.0f} MB at most\n"
        f"  (others kept the machine busy with {os.getloadavg()[0]:.1f} processes)"
    )
    assert rate >= LEAST
    assert max(memory) - memory[0] < GROWTH / MEGABYTE


@dataclass(frozen=True)
class Look:
    """The worker at one moment: seconds, messages sent, seconds of processor, bytes of memory."""

    at: float
    sent: int
    cpu: float
    memory: int


@dataclass(frozen=True)
class Bare:
    """Messages a second, and seconds of processor for each."""

    rate: float
    cpu: float


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


async def bare_client(sink: Sink, frame: Frame) -> Bare:
    """Over as many connections, with nothing noted."""
    ready = iter([(f"bare.{n}@telenova.example", a_copy(frame, n)) for n in range(BARE)])
    port = int(sink.smtp.rsplit(":", 1)[1])

    async def carry() -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as line:
            for to, message in ready:
                try:
                    await line.sendmail("diapason@telenova.example", [to], message)
                except aiosmtplib.SMTPRecipientsRefused:
                    continue

    started, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(carry() for _ in range(LINES)))
    return Bare(BARE / (time.perf_counter() - started), (time.process_time() - cpu) / BARE)


def look_at(pid: int, sink: Sink) -> Look:
    process = Path(f"/proc/{pid}")
    ticks = process.joinpath("stat").read_text().rsplit(")", 1)[1].split()[11:13]
    pages = process.joinpath("statm").read_text().split()[1]
    cpu = sum(int(one) for one in ticks) / os.sysconf("SC_CLK_TCK")
    return Look(time.perf_counter(), sink.count(), cpu, int(pages) * os.sysconf("SC_PAGE_SIZE"))


async def sending(database: Database, sink: Sink) -> AsyncIterator[Look]:
    """The worker from its first message to its last, every other second."""
    worker = await start_worker(database, sink, LINES)
    await until(database, sink, 1)
    while not await is_sent(database):
        yield look_at(worker.pid, sink)
        await asyncio.sleep(2)
    worker.terminate()
    await worker.wait()
