"""Schemathesis asks every operation, again and again, as an employee and as an administrator."""

import asyncio

from backend.core.db import Database
from tests.cast import Cast
from tests.faces import faces_over
from tests.schema.fuzzing import asked_of_every_operation
from tests.serving import served

EXAMPLES = 5


async def test_no_operation_is_answered_by_a_failure_however_often_it_is_asked(
    cast: Cast, database: Database
) -> None:
    faces = faces_over(cast, database, calls_a_minute=1_000_000)
    kind, documents = database.url.get_backend_name(), 0
    async with served(faces.app) as address:
        for seed, name in enumerate(("solene", "maud")):
            cookie = await faces.session_cookie(name)
            told = await asyncio.to_thread(asked_of_every_operation, address, cookie, EXAMPLES, seed)
            assert told.failures == []
            documents += told.documents
    print(f"\n{kind}: {len(told.operations)} operations, {documents} documents, no failure")
