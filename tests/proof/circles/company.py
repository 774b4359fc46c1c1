"""Télénova at two sizes on one database kind, for proofs that compare them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa

from backend.core.db import metadata
from backend.identity import PEOPLE
from backend.services import build_services
from backend.settings import Settings
from seeds import CAST, seed
from tests.cast import Cast
from tests.faces import Faces, faces_over


@asynccontextmanager
async def telenova(url: sa.URL, people: int, **changes: Any) -> AsyncIterator[Faces]:
    """Pages and GraphQL over a seeded Télénova; its cast answers to its given names.

    `changes` are settings of the faces.
    """
    settings = Settings(mode="development", database_url=url.render_as_string(hide_password=False))
    services = build_services(settings)
    database = services.database
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
    await seed(services, people)
    cast = Cast(database)
    async with database.reading() as session:
        rows = await session.execute(
            sa.select(PEOPLE.c.id, PEOPLE.c.email).where(PEOPLE.c.email.in_([one.email for one in CAST]))
        )
        cast.people = {row.email.split(".")[0]: row.id for row in rows}
    faces = faces_over(cast, database, **changes)
    yield faces
    await faces.close()
    await database.close()
