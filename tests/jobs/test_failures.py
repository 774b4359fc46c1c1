"""What is kept of a job that fails, for administrators to read."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from backend import jobs
from backend.core.db import Database, Session
from backend.jobs import JOBS
from backend.worker import Worker


async def test_a_failed_job_does_not_repeat_what_it_was_writing(database: Database) -> None:
    async def fail(session: Session, facts: Mapping[str, Any]) -> None:
        values = {"email": "ines.marchetti@telenova.example"}
        await session.execute(sa.text("UPDATE nowhere SET email = :email"), values)

    async with database.writing() as session:
        await jobs.enqueue(session, "fail", {})
        await session.commit()
    await Worker(database, {"fail": fail}).run_once()
    async with database.reading() as session:
        error = await session.scalar(sa.select(JOBS.c.last_error))
    assert error is not None
    assert "nowhere" in error
    assert "marchetti" not in error
