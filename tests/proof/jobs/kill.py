"""A worker process to be killed: runs jobs that each add one row, slowly enough to be caught in the act."""

import asyncio
import sys
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from backend.core.db import Database, Session
from backend.worker import Worker


async def mark(session: Session, facts: Mapping[str, Any]) -> None:
    await session.execute(sa.text("INSERT INTO mark (n) VALUES (:n)"), {"n": facts["n"]})
    await asyncio.sleep(0.002)


if __name__ == "__main__":
    asyncio.run(Worker(Database(sa.make_url(sys.argv[1])), {"mark": mark}).run())
