"""The services of a command, given back when it ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.services import Services, build_services
from backend.settings import Settings


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Services]:
    """What the faces are given, over the database of these settings."""
    services = build_services(settings)
    try:
        yield services
    finally:
        await services.database.close()
