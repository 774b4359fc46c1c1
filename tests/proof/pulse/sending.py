"""Sending over HTTP: a real `diapason serve`, one process, and browsers that are at the check page."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from starlette.requests import Request

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.http import cookies
from backend.pulse import kept
from backend.pulse.open_waves import open_wave
from backend.services import UI, Services
from backend.settings import Settings
from backend.web.pulse.carried import COOKIE, sealed
from backend.web.visit import Visit
from tests.environment import environment
from tests.faces import LIFETIMES
from tests.proof.pulse import visitors
from tests.pulse.scene import ANSWERS
from tests.serving import free_port

SECRET = "a secret of the proofs, as long as one must be"
Send = Callable[[Sequence[UUID]], Awaitable[float]]


@asynccontextmanager
async def sending(database: Database, wave_id: UUID, people: Sequence[UUID]) -> AsyncIterator[Send]:
    """Submissions per second through the page; the server and the browsers are processes of their own."""
    address = database.url.render_as_string(hide_password=False)
    settings = Settings(mode="development", database_url=address, secret_key=SECRET)
    services = Services(settings, database, Catalogues.load(UI / "locale"))
    held = await signed_in_with_answers(services, wave_id, people)
    async with diapason_serving(settings) as port:

        async def send(some: Sequence[UUID]) -> float:
            browsers = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", visitors.__name__),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            lines = [str(port), f"/pulse/{wave_id}/send", *(held[one] for one in some)]
            seconds, _ = await browsers.communicate("\n".join(lines).encode())
            return len(some) / float(seconds)

        yield send


@asynccontextmanager
async def diapason_serving(settings: Settings) -> AsyncIterator[int]:
    """The port of a server of its own, once it listens."""
    port = free_port()
    given = environment(
        mode=settings.mode,
        database_url=settings.database_url,
        secret_key=settings.secret_key.get_secret_value(),
    )
    serving = await asyncio.create_subprocess_exec(
        *(Path(sys.executable).with_name("diapason"), "serve", "--port", str(port)),
        env=given,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await until_it_listens(port)
    yield port
    serving.terminate()
    await serving.wait()


async def until_it_listens(port: int) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return


async def signed_in_with_answers(
    services: Services, wave_id: UUID, people: Sequence[UUID]
) -> dict[UUID, str]:
    """Each one's cookies: of their session, and of the answers on their way.

    Then PostgreSQL counts its rows, as it does by itself within a minute of so many.
    """
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
            answers = sealed(visit, wave_id, closed, kept(closed, ANSWERS))
            session_cookie = cookies.signed(services.settings, secret)
            held[person_id] = f"{cookies.SESSION}={session_cookie}; {COOKIE}={answers}"
        await session.execute(sa.text("ANALYZE"))
        await session.commit()
    return held
