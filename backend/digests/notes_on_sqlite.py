"""A commit of senders' notes on SQLite: a prepared statement for each, in one visit of a thread."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.core.clock import now
from backend.core.db import Database
from backend.digests.models import Outcome
from backend.digests.notes import Commit, Note

_WRITE = """
    UPDATE digest_recipient SET
      outcome = coalesce(:outcome, outcome),
      error = CASE WHEN :outcome IS NULL THEN error ELSE :error END,
      next_at = coalesce(:next_at, next_at),
      leased_until = CASE WHEN :outcome IS NULL THEN leased_until END,
      called_at = coalesce(:called_at, called_at),
      ended_at = coalesce(:ended_at, ended_at),
      tries = tries + (:outcome IS NULL)
    WHERE issue_id = :issue_id AND person_id = :person_id
"""
_BURY = """
    INSERT INTO digest_dead_address (email, said, at)
    SELECT email, :error, :at FROM person WHERE id = :person_id ON CONFLICT DO NOTHING
"""


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Commit]:
    """A commit takes the writer's turn, and gives it back: pages write in between."""

    async def commit(issue_id: UUID, notes: Sequence[Note]) -> None:
        await database.in_one_visit(lambda connection: _write(connection, issue_id, notes))

    yield commit


def _write(connection: sqlite3.Connection, issue_id: UUID, notes: Sequence[Note]) -> None:
    shared = {"issue_id": issue_id, "at": now()}
    rows = [{name: _kept(value) for name, value in (shared | note.values).items()} for note in notes]
    connection.executemany(_WRITE, rows)
    connection.executemany(_BURY, [row for row in rows if row["outcome"] == Outcome.BOUNCED])


def _kept(value: Any) -> Any:
    """As the columns of the tables keep it."""
    if isinstance(value, UUID):
        return value.hex
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value
