"""`diapason demo`: everything on one machine, with an invented company."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backend.cli.seed import LEAST_PEOPLE, MOST_PEOPLE, PEOPLE

if TYPE_CHECKING:
    import asyncio

    from backend.services import Services
    from backend.settings import Settings

HOST = "127.0.0.1"
CLIENT_SECRET = "demo-secret"


def demo(
    port: Annotated[
        int, typer.Option(help="The pages; the next port has the mailbox.", min=1, max=65534)
    ] = 8000,
    people: Annotated[
        int, typer.Option(help="How many colleagues to invent.", min=LEAST_PEOPLE, max=MOST_PEOPLE)
    ] = PEOPLE,
    reset: Annotated[bool, typer.Option("--reset", help="Forget what was done in the demo first.")] = False,
) -> None:
    """Run Diapason with an invented company.

    Télénova comes with its identity provider and, on the next port, its mailbox. Sign
    in as anybody: the provider asks who to be, and no password. What you do is kept for the next run.

    \b
    Examples:
      diapason demo
      diapason demo --port 9000 --people 400 --reset
    """
    from backend.cli.listening import require_free
    from backend.cli.say import run, settings_or_stop, stop

    settings = settings_or_stop()
    if settings.mode == "production" and "mode" in settings.model_fields_set:
        stop("DIAPASON_MODE is production: the demo would invent people there.")
    require_free(HOST, port, port + 1)
    if reset:
        _forget(settings)
    run(_demo(_as_demo(settings, port), port, people))


def _as_demo(settings: "Settings", port: int) -> "Settings":
    from pydantic import SecretStr

    return settings.model_copy(
        update={
            "mode": "demo",
            "base_url": f"http://{HOST}:{port}",
            "oidc_issuer": f"http://{HOST}:{port + 1}",
            "oidc_client_secret": SecretStr(CLIENT_SECRET),
        }
    )


def _forget(settings: "Settings") -> None:
    """Drop what the demo wrote: the SQLite files, or every table of a server's database."""
    from backend import migrations
    from backend.cli.opened import opened
    from backend.cli.say import run

    async def empty() -> None:
        async with opened(settings) as services:
            await migrations.downgrade(services.database, "base")

    if settings.database.get_backend_name() != "sqlite":
        run(empty())
    elif settings.database.database:
        for suffix in ("", "-wal", "-shm"):
            Path(settings.database.database + suffix).unlink(missing_ok=True)


async def _demo(settings: "Settings", port: int, people: int) -> None:
    from backend import migrations
    from backend.cli.listening import until_asked_to_stop
    from backend.cli.opened import opened
    from backend.cli.say import progress, tell
    from backend.demo.people import People
    from backend.demo.serve import serve_demo
    from seeds import CAST, seed

    async with opened(settings) as services:
        await migrations.upgrade(services.database)
        with progress("Inventing Télénova") as move:
            found = await seed(services, people, move)
        if found.people != people:
            tell(
                f"Télénova is there already, with {found.people} people: --reset begins again with {people}."
            )
        await _follow_the_provider(services, settings)
        asked = until_asked_to_stop()
        beside = serve_demo(
            port + 1,
            settings.oidc_client_id,
            CLIENT_SECRET,
            [f"{settings.base_url}/sign-in/callback"],
            [f"{settings.base_url}/"],
            await People.load(services.database, CAST),
        )
        async with beside as addresses:
            await _serve(settings.model_copy(update={"smtp_url": addresses.smtp_url}), port, asked)


async def _follow_the_provider(services: "Services", settings: "Settings") -> None:
    """On another port the demo's provider has another address; its people are the same."""
    from backend import identity

    async with services.database.writing() as session:
        await identity.forget_subjects(session, f"http://{HOST}:", settings.oidc_issuer)
        await session.commit()


async def _serve(settings: "Settings", port: int, asked: "asyncio.Event") -> None:
    """Serve the pages until asked to stop, and say when they answer."""
    import asyncio

    import uvicorn

    from backend.app import build_app
    from backend.cli.listening import Beside, answers
    from backend.cli.say import stop, tell
    from backend.core import logs
    from backend.http.deadlines import Deadlines

    logs.configure(as_json=False)
    server = Beside(
        uvicorn.Config(
            build_app(settings),
            host=HOST,
            port=port,
            http=Deadlines,
            ws="none",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
    )
    serving = asyncio.create_task(server.serve())
    if not await answers(f"{settings.base_url}/healthz", serving):
        stop("Diapason did not start; the lines above say why.")
    tell(f"Its mail arrives at {settings.oidc_issuer}/mailbox. Ctrl-C stops both.")
    typer.echo(f"Diapason is ready at {settings.base_url}")
    stopping = asyncio.create_task(asked.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    server.should_exit = True
    await serving
