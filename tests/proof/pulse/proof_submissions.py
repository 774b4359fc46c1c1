"""Submissions per second, durable, by one process, beside the bare database: median of five rounds."""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from starlette.requests import Request

from backend import identity, pulse
from backend.core.actor import Actor
from backend.core.db import Database, metadata
from backend.core.vault import Vault
from backend.http import cookies
from backend.pulse import AnswersInput
from backend.pulse.open_waves import open_wave
from backend.services import Services
from backend.web.pulse.carried import COOKIE, sealed
from backend.web.visit import Visit
from tests.cast import Cast, company
from tests.faces import LIFETIMES, faces_over
from tests.postgres import running_postgres
from tests.proof.pulse import bare
from tests.pulse.scene import ANSWERS, an_open_wave, colleagues
from tests.serving import served

ROUNDS, PEOPLE_A_ROUND = 5, 800
FUNCTION_ON_SQLITE, FUNCTION_ON_POSTGRESQL, PAGE_ON_POSTGRESQL = 0.5, 0.4, 0.2


async def test_the_function_keeps_up_with_a_bare_writer_thread_on_sqlite(tmp_path: Path) -> None:
    async with scene(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'pulse.db'}"), 1) as (cast, people):
        database, wave_id = cast.database, await an_open_wave(cast)
        await submitted(database, wave_id, people[-PEOPLE_A_ROUND:])
        ours, floor = [], []
        for part in rounds(people):
            ours.append(await submitted(database, wave_id, part))
            floor.append(await asyncio.to_thread(bare.writer_thread, database.url, wave_id, len(part)))
        told("sqlite, function", ours, floor, "a bare writer thread", FUNCTION_ON_SQLITE)


async def test_the_function_and_the_page_keep_up_with_pgbench() -> None:
    with running_postgres("proofpulse") as url:
        async with scene(url, 2) as (cast, people):
            database, wave_id = cast.database, await an_open_wave(cast)
            half = len(people) // 2
            await submitted(database, wave_id, people[half - PEOPLE_A_ROUND : half])
            async with sending(cast, wave_id, people[half:]) as send:
                function, page, floor = [], [], []
                for one, other in zip(rounds(people[:half]), rounds(people[half:]), strict=True):
                    function.append(await submitted(database, wave_id, one))
                    floor.append(await asyncio.to_thread(bare.pgbench, url, wave_id, len(one)))
                    page.append(await send(other))
        told("postgresql, function", function, floor, "pgbench", FUNCTION_ON_POSTGRESQL)
        told("postgresql, page over HTTP", page, floor, "pgbench", PAGE_ON_POSTGRESQL)


def rounds(people: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [people[n * PEOPLE_A_ROUND : (n + 1) * PEOPLE_A_ROUND] for n in range(ROUNDS)]


def told(what: str, ours: Sequence[float], floor: Sequence[float], beside: str, least: float) -> None:
    ratio = statistics.median(ours) / statistics.median(floor)
    print(
        f"{what}: {statistics.median(ours):,.0f} submissions/s, {beside} {statistics.median(floor):,.0f}/s,"
        f" ratio {ratio:.2f} (at least {least})"
    )
    assert ratio >= least


@asynccontextmanager
async def scene(url: sa.URL, faces: int) -> AsyncIterator[tuple[Cast, list[UUID]]]:
    """The small Télénova with as many more people as rounds need, and one round to warm up."""
    database = Database(url, info={"vault": Vault("a secret"), "zone": ZoneInfo("Europe/Paris")})
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    cast = await company(database)
    async with database.writing() as session:
        people = await colleagues(session, cast, "boutique", PEOPLE_A_ROUND * (ROUNDS + 1) * faces)
        await session.commit()
    yield cast, people
    await database.close()


async def submitted(database: Database, wave_id: UUID, people: Sequence[UUID]) -> float:
    """Submissions per second of these people, sixteen at a time."""
    writer, waiting = pulse.BallotWriter(database), iter(people)
    started = time.perf_counter()

    async def client() -> None:
        async with database.reading() as session:
            for person_id in waiting:
                given = AnswersInput(answers=ANSWERS)
                await pulse.submit(session, writer, Actor(person_id), wave_id, given)

    await asyncio.gather(*(client() for _ in range(bare.CLIENTS)))
    return len(people) / (time.perf_counter() - started)


@asynccontextmanager
async def sending(
    cast: Cast, wave_id: UUID, people: Sequence[UUID]
) -> AsyncIterator[Callable[[Sequence[UUID]], Awaitable[float]]]:
    """Submissions per second through the page, by browsers of another process that are at the check page."""
    faces = faces_over(cast, cast.database)
    held = await signed_in_with_answers(faces.app.state.services, wave_id, people)
    async with served(faces.app) as address:

        async def send(some: Sequence[UUID]) -> float:
            visitors = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.proof.pulse.visitors"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            lines = [address.rsplit(":", 1)[1], f"/pulse/{wave_id}/send", *(held[one] for one in some)]
            seconds, _ = await visitors.communicate("\n".join(lines).encode())
            return len(some) / float(seconds)

        yield send


async def signed_in_with_answers(
    services: Services, wave_id: UUID, people: Sequence[UUID]
) -> dict[UUID, str]:
    """Each one's cookies: of their session, and of the answers on their way."""
    held = {}
    async with services.database.writing() as session:
        closed = [one for one in (await open_wave(session, wave_id)).questions if one.is_closed]
        for person_id in people:
            secret = await identity.open_session(session, person_id, LIFETIMES)
            reader = identity.SignedIn(
                *(wave_id, Actor(person_id)),
                shared_phone=False,
                stale=False,
                given_name="",
                family_name="",
                email="",
                theme=identity.Theme.SYSTEM,
            )
            visit = Visit(Request({"type": "http"}), services, session, reader, "fr")
            answers = sealed(visit, wave_id, closed, ANSWERS)
            session_cookie = cookies.signed(services.settings, secret)
            held[person_id] = f"{cookies.SESSION}={session_cookie}; {COOKIE}={answers}"
        await session.commit()
    return held
