"""A Télénova of 300 people, seeded once for all the tests that only look at it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import travel
from backend.core.db import Database, Session
from backend.identity import actor_of, person_by_email
from backend.services import Services, build_services
from backend.settings import Settings
from seeds import SeedReport, seed
from seeds.cast import BY_KEY
from seeds.days import ZONE
from tests.tables import emptied

PEOPLE = 300
TODAY = date(2026, 11, 20)


@dataclass
class Seeded:
    """The seeded database, and what the seeding said."""

    services: Services
    report: SeedReport

    @property
    def database(self) -> Database:
        return self.services.database

    async def rows(self, statement: sa.Select[Any]) -> list[Any]:
        async with self.database.reading() as session:
            return list((await session.execute(statement)).all())

    async def actor(self, session: Session, key: str) -> Actor:
        person = await person_by_email(session, BY_KEY[key].email)
        assert person is not None
        actor = await actor_of(session, person.id)
        assert actor is not None
        return actor


def services_over(database: Database) -> Services:
    settings = Settings(mode="development")
    return Services(settings=settings, database=database, catalogues=build_services(settings).catalogues)


@pytest.fixture(scope="package")
async def seeded(engine: Database) -> AsyncIterator[Seeded]:
    """Télénova on a Friday of November, which it stays whatever the day of the test."""
    travel(datetime.combine(TODAY, time(9), ZONE) - datetime.now(UTC))
    services = services_over(engine)
    yield Seeded(services, await seed(services, PEOPLE, today=TODAY))
    await emptied(engine)
    travel(timedelta())
