"""A commit of ballots on PostgreSQL: one statement that writes, and is its own transaction."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.core.db import Database
from backend.pulse.ballot_rows import Commit, Outcome, Row, Submission, Voter

_PLACES = sa.text("""
    SELECT wave_id, person_id, unit_id, site_id, job_family_id
    FROM unnest(CAST(:waves AS uuid[]), CAST(:people AS uuid[])) AS sent (wave_id, person_id)
      JOIN wave_audience USING (wave_id, person_id)
""")
WRITE = """
    WITH sent AS (
      SELECT * FROM unnest(
        CAST(:waves AS uuid[]), CAST(:hashes AS bytea[]), CAST(:ids AS uuid[]), CAST(:sealed AS bytea[])
      ) AS s (wave_id, person_hash, id, sealed)
    ), open_wave AS (
      SELECT id FROM wave
      WHERE id IN (SELECT wave_id FROM sent) AND status = 'open' ORDER BY id FOR SHARE
    ), counted AS (
      INSERT INTO participation (wave_id, person_hash)
      SELECT sent.wave_id, sent.person_hash FROM sent JOIN open_wave ON open_wave.id = sent.wave_id
      ON CONFLICT DO NOTHING
      RETURNING wave_id, person_hash
    ), kept AS (
      INSERT INTO ballot (id, wave_id, sealed)
      SELECT sent.id, sent.wave_id, sent.sealed FROM sent JOIN counted USING (wave_id, person_hash)
    )
    SELECT sent.id, open_wave.id IS NOT NULL AS is_open, counted.wave_id IS NOT NULL AS is_counted
    FROM sent
      LEFT JOIN open_wave ON open_wave.id = sent.wave_id
      LEFT JOIN counted USING (wave_id, person_hash)
"""
_WRITE = sa.text(WRITE)
"""FOR SHARE holds the wave open until the commit: a wave that closes waits for the ballots under way."""


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Commit]:
    """A connection on which each statement is a commit, held while there is something to write."""
    async with database.writer.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        yield partial(_commit, alone)


async def _commit(connection: AsyncConnection, batch: Sequence[Submission]) -> dict[Voter, Outcome]:
    outcomes = dict.fromkeys((one.voter for one in batch), Outcome.NOT_ASKED)
    asked = {"waves": [one.wave.id for one in batch], "people": [one.person_id for one in batch]}
    places = {(wave, person): place for wave, person, *place in await connection.execute(_PLACES, asked)}
    rows = [(one.row(*places[one.voter]), one.voter) for one in batch if one.voter in places]
    # PostgreSQL resolves two commits of the same people in one order: no two wait for each other.
    rows.sort()
    voters = {row.ballot_id: voter for row, voter in rows}
    for ballot_id, is_open, is_counted in await connection.execute(_WRITE, _columns(rows)):
        outcomes[voters[ballot_id]] = (
            Outcome.COUNTED if is_counted else Outcome.ALREADY if is_open else Outcome.CLOSED
        )
    return outcomes


def _columns(rows: Sequence[tuple[Row, Voter]]) -> dict[str, list[object]]:
    return {
        "waves": [row.wave_id for row, _ in rows],
        "hashes": [row.person_hash for row, _ in rows],
        "ids": [row.ballot_id for row, _ in rows],
        "sealed": [row.sealed for row, _ in rows],
    }
