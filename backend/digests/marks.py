"""What senders note about recipients, on disk before they go on: see docs/decisions/0010.

Notes that arrive while a commit is under way share the next one.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Database, Session, insert_new
from backend.digests.models import DEAD_ADDRESSES, ISSUES, RECIPIENTS, Outcome
from backend.identity import PEOPLE

GATHERING = 0.004
"""Seconds that the first note waits for others, so that one commit serves every connection."""


@dataclass(frozen=True, slots=True)
class Note:
    """One recipient: about to be called (no outcome), or what became of them; `next_at` when to try again."""

    person_id: UUID
    outcome: Outcome | None = None
    error: str = ""
    next_at: datetime | None = None


class Marks:
    """Commits the notes of one issue's senders; each waits until its own is durable."""

    def __init__(self, database: Database, issue_id: UUID) -> None:
        self._database = database
        self._issue_id = issue_id
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
                async with self._database.writing() as session:
                    await write_notes(session, self._issue_id, [note for notes, _ in batch for note in notes])
                    await session.commit()
            except Exception as error:
                for _, done in batch:
                    done.set_exception(error)
                continue
            for _, done in batch:
                done.set_result(None)


async def write_notes(session: Session, issue_id: UUID, notes: Sequence[Note]) -> None:
    """Write notes of one issue, one statement for all that are alike."""
    by_kind: dict[tuple[Any, ...], list[UUID]] = {}
    for note in notes:
        by_kind.setdefault((note.outcome, note.error, note.next_at), []).append(note.person_id)
    # What is called is written first: the same group may hold the call of a recipient and its outcome.
    for (outcome, error, next_at), people in sorted(by_kind.items(), key=lambda one: one[0][0] is not None):
        values: dict[str, Any] = {"called_at": now(), "tries": RECIPIENTS.c.tries + 1}
        if outcome is not None:
            ended = None if outcome is Outcome.WAITING else now()
            values = {"outcome": outcome, "error": error[:300], "leased_until": None, "ended_at": ended}
            values |= {"next_at": next_at} if next_at else {}
        await session.execute(
            sa.update(RECIPIENTS)
            .where(RECIPIENTS.c.issue_id == issue_id, RECIPIENTS.c.person_id.in_(sorted(people)))
            .values(**values)
        )
        if outcome is Outcome.BOUNCED:
            await _bury(session, people, error)


async def _bury(session: Session, people: Sequence[UUID], said: str) -> None:
    """No later issue goes to these people's addresses."""
    at = sa.literal(now(), DEAD_ADDRESSES.c.at.type)
    rows = sa.select(PEOPLE.c.email, sa.literal(said[:300]), at).where(PEOPLE.c.id.in_(people))
    await session.execute(insert_new(session, DEAD_ADDRESSES, ["email", "said", "at"], rows))


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
