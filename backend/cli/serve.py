"""`diapason serve`: the pages and GraphQL."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backend.settings import Settings


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that share the work (PostgreSQL only).", min=1)] = 1,
    trust_proxy: Annotated[
        str, typer.Option(help="Believe X-Forwarded-* headers from these addresses, comma-separated.")
    ] = "",
) -> None:
    """Serve the pages and GraphQL.

    In production it refuses to start with a demo secret, an address that is not https, or no identity
    provider, and with a database that is not migrated. DIAPASON_MODE=development lifts the first three.

    \b
    Examples:
      diapason serve --host 0.0.0.0 --workers 2
      diapason serve --trust-proxy 10.0.0.4
      DIAPASON_MODE=development diapason serve
    """
    from backend.cli.half_configured import problems
    from backend.cli.listening import require_free
    from backend.cli.say import run, settings_or_stop, stop
    from backend.core import logs

    settings = settings_or_stop()
    wrong = problems(settings)
    if workers > 1 and settings.database.get_backend_name() == "sqlite":
        wrong.append("SQLite takes one process: leave --workers out, or use PostgreSQL.")
    if wrong:
        stop(*wrong)
    run(_require_migrated(settings))
    require_free(host, port)
    logs.configure(as_json=settings.mode == "production")

    import uvicorn

    uvicorn.run(
        "backend.app:app_from_environment",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http="backend.http.deadlines:Deadlines",
        server_header=False,
        # Its lines hold addresses, of people and of surveys; ours do not (backend/core/logs.py).
        log_config=None,
        access_log=False,
        ws="none",
        proxy_headers=bool(trust_proxy),
        forwarded_allow_ips=trust_proxy or None,
        timeout_graceful_shutdown=5,
    )


async def _require_migrated(settings: "Settings") -> None:
    from backend import migrations
    from backend.cli.say import stop
    from backend.core.db import Database

    database = Database(settings.database)
    try:
        is_behind = await migrations.is_behind(database)
    finally:
        await database.close()
    if is_behind:
        stop("The database is behind this program: run `diapason migrate`.")
