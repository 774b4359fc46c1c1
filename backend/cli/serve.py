"""`diapason serve`: the pages and GraphQL."""

from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that share the work (PostgreSQL only).", min=1)] = 1,
    trust_proxy: Annotated[
        str,
        typer.Option(
            help="Believe X-Forwarded-* headers from these addresses and networks, apart by commas."
        ),
    ] = "",
) -> None:
    """Serve the pages and GraphQL.

    In production it refuses to start with a demo secret, an address that is not https, or no identity
    provider, and with a database that is not migrated. DIAPASON_MODE=development lifts the first three.

    \b
    Examples:
      diapason serve --host 0.0.0.0 --workers 2
      diapason serve --trust-proxy 10.0.0.4,10.0.1.0/24
      DIAPASON_MODE=development diapason serve
    """
    from backend.cli.half_configured import require_configured
    from backend.cli.listening import require_free
    from backend.cli.say import settings_or_stop
    from backend.core import logs

    settings = settings_or_stop()
    wrong = [f"--trust-proxy takes addresses and networks, not {one}." for one in _no_address(trust_proxy)]
    if workers > 1 and settings.database.get_backend_name() == "sqlite":
        wrong.append("SQLite takes one process: leave --workers out, or use PostgreSQL.")
    require_configured(settings, *wrong)
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


def _no_address(trusted: str) -> list[str]:
    """What would be believed by nobody: a name is not looked up."""
    return [
        one for one in map(str.strip, trusted.split(",")) if one not in ("", "*") and not _is_network(one)
    ]


def _is_network(text: str) -> bool:
    from ipaddress import ip_network

    try:
        ip_network(text)
    except ValueError:
        return False
    return True
