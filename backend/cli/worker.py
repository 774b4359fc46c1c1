"""`diapason worker`: the work promised by pages, and the timetable."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backend.settings import Settings


def worker() -> None:
    """Do the promised work until told to stop.

    Mails, waiting lists, the timetable's clean-up. Several may run over one PostgreSQL.
    On SQLite, `diapason serve` does this work itself. It refuses to start where `serve` does.

    \b
    Examples:
      diapason worker
    """
    from backend.cli.half_configured import require_configured
    from backend.cli.say import run, settings_or_stop, tell
    from backend.core import logs

    settings = settings_or_stop()
    require_configured(settings)
    logs.configure(as_json=settings.mode == "production")
    if settings.database.get_backend_name() == "sqlite":
        tell("On SQLite `diapason serve` works by itself; this worker only shares the load.")
    run(_work(settings))


async def _work(settings: "Settings") -> None:
    import asyncio
    import logging

    from backend.cli.listening import until_asked_to_stop
    from backend.core.garbage import keep_what_is_loaded
    from backend.core.threads import think_in_threads_that_go
    from backend.services import build_services
    from backend.worker import Worker

    think_in_threads_that_go()
    services = build_services(settings)
    keep_what_is_loaded()
    worker = Worker(services.database, zone=settings.zone)
    asked = until_asked_to_stop()
    working = asyncio.create_task(worker.run())
    logging.getLogger("diapason.worker").info("the worker is ready")
    try:
        await asked.wait()
        await worker.end(working)
    finally:
        await services.database.close()
