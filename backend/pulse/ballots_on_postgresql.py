"""A commit of ballots on PostgreSQL: one statement that writes, and is its own transaction."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.core.db import Database
from backend.pulse.ballot_rows import Commit, Outcome, Row, Submission, Voter

_PLACES = """
    SELECT wave_id, person_id, unit_id, site_id, job_family_id
    FROM unnest(%(waves)b::uuid[], %(people)b::uuid[]) AS sent (wave_id, person_id)
      JOIN wave_audience USING (wave_id, person_id)
"""
WRITE = """
    WITH sent AS (
      SELECT * FROM unnest(
        %(waves)b::uuid[], %(hashes)b::bytea[], %(ids)b::uuid[], %(sealed)b::bytea[]
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
"""FOR SHARE holds the wave open until the commit: a wave that closes waits for the ballots under way."""


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Commit]:
    """A connection on which each statement is a commit, held while there is something to write."""
    async with database.writer.connect() as connection:
        yield partial(_commit, await connection.execution_options(isolation_level="AUTOCOMMIT"))


async def _commit(connection: AsyncConnection, batch: Sequence[Submission]) -> dict[Voter, Outcome]:
    outcomes = dict.fromkeys((one.voter for one in batch), Outcome.NOT_ASKED)
    asked = {"waves": [one.wave.id for one in batch], "people": [one.person_id for one in batch]}
    found = await connection.exec_driver_sql(_PLACES, asked)
    places = {(row.wave_id, row.person_id): (row.unit_id, row.site_id, row.job_family_id) for row in found}
    rows = [(one.row(*places[one.voter]), one.voter) for one in batch if one.voter in places]
    # PostgreSQL resolves two commits of the same people in one order: no two wait for each other.
    rows.sort()
    voters = {row.ballot_id: voter for row, voter in rows}
    for sent in await connection.exec_driver_sql(WRITE, _columns(rows)):
        refused = Outcome.ALREADY if sent.is_open else Outcome.CLOSED
        outcomes[voters[sent.id]] = Outcome.COUNTED if sent.is_counted else refused
    return outcomes


def _columns(rows: Sequence[tuple[Row, Voter]]) -> dict[str, list[object]]:
    return {
        "waves": [row.wave_id for row, _ in rows],
        "hashes": [row.person_hash for row, _ in rows],
        "ids": [row.ballot_id for row, _ in rows],
        "sealed": [row.sealed for row, _ in rows],
    }
