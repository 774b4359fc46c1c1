"""What commands open: the services, given back when the command ends, and the person it is about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend import identity
from backend.cli.say import stop
from backend.core.db import Session
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


async def person_or_stop(session: Session, email: str) -> identity.Person:
    """The active person of this address; without one the command ends."""
    person = await identity.person_by_email(session, email)
    if person is None:
        stop(f"Nobody active has the address {email}.")
    return person
