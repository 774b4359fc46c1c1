"""What senders note about recipients, on disk before they go on: see docs/decisions/0010.

Notes that arrive while a commit is under way share the next one.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Database, Session
from backend.digests import notes_on_postgresql, notes_on_sqlite
from backend.digests.models import ISSUES, RECIPIENTS, Outcome
from backend.digests.notes import Commit, Note

GATHERING = 0.004
"""Seconds that the first note waits for others, so that one commit serves every connection."""


class Marks:
    """Commits the notes of one issue's senders; each waits until its own is durable."""

    def __init__(self, issue_id: UUID, commit: Commit) -> None:
        self._issue_id = issue_id
        self._commit = commit
        self._waiting: list[tuple[Sequence[Note], asyncio.Future[None]]] = []
        self._working: asyncio.Task[None] | None = None

    async def note(self, *notes: Note) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((notes, done))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        await done

    async def _work(self) -> None:
        while self._waiting:
            await asyncio.sleep(GATHERING)
            batch, self._waiting = self._waiting, []
            try:
                await self._commit(self._issue_id, [note for notes, _ in batch for note in notes])
            except Exception as error:
                for _, done in batch:
                    done.set_exception(error)
                continue
            for _, done in batch:
                done.set_result(None)


@asynccontextmanager
async def marks_of(database: Database, issue_id: UUID) -> AsyncIterator[Marks]:
    """Where senders of one issue note what they do, as long as their round lasts."""
    opened = notes_on_sqlite.opened if database.is_sqlite else notes_on_postgresql.opened
    async with opened(database) as commit:
        yield Marks(issue_id, commit)


async def count_outcomes(session: Session, issue_id: UUID, **values: Any) -> None:
    """Bring the counts of an issue up to date with its recipients, and set `values` besides."""
    rows = await session.execute(
        sa.select(RECIPIENTS.c.outcome, sa.func.count())
        .where(RECIPIENTS.c.issue_id == issue_id)
        .group_by(RECIPIENTS.c.outcome)
    )
    of: dict[Outcome, int] = dict(rows.all())
    bounced = of.get(Outcome.BOUNCED, 0)
    counts = {
        "sent": of.get(Outcome.SENT, 0),
        "failed": of.get(Outcome.FAILED, 0) + bounced,
        "bounced": bounced,
        "gone": of.get(Outcome.GONE, 0),
    }
    await session.execute(sa.update(ISSUES).where(ISSUES.c.id == issue_id).values(**counts, **values))
