"""A commit of senders' notes on PostgreSQL: one statement that writes, and is its own transaction."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Database
from backend.digests.notes import Commit, Note

_WRITE = sa.text("""
    WITH n AS (
      SELECT * FROM unnest(
        CAST(:person_id AS uuid[]), CAST(:outcome AS text[]), CAST(:error AS text[]),
        CAST(:next_at AS timestamptz[]), CAST(:called_at AS timestamptz[]), CAST(:ended_at AS timestamptz[])
      ) AS n (person_id, outcome, error, next_at, called_at, ended_at)
    ), buried AS (
      INSERT INTO digest_dead_address (email, said, at)
      SELECT email, error, CAST(:at AS timestamptz) FROM n JOIN person ON person.id = n.person_id
      WHERE outcome = 'bounced' ON CONFLICT DO NOTHING
    )
    UPDATE digest_recipient AS r SET
      outcome = coalesce(n.outcome, r.outcome),
      error = CASE WHEN n.outcome IS NULL THEN r.error ELSE n.error END,
      next_at = coalesce(n.next_at, r.next_at),
      leased_until = CASE WHEN n.outcome IS NULL THEN r.leased_until END,
      called_at = coalesce(n.called_at, r.called_at),
      ended_at = coalesce(n.ended_at, r.ended_at),
      tries = r.tries + CASE WHEN n.outcome IS NULL THEN 1 ELSE 0 END
    FROM n WHERE r.issue_id = :issue_id AND r.person_id = n.person_id
""")


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Commit]:
    """A connection on which each statement is a commit, held as long as a round lasts."""
    async with database.writer.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")

        async def commit(issue_id: UUID, notes: Sequence[Note]) -> None:
            rows = [note.values for note in notes]
            columns = {name: [row[name] for row in rows] for name in rows[0]}
            await alone.execute(_WRITE, {"issue_id": issue_id, "at": now(), **columns})

        yield commit
