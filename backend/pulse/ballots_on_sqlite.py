"""A commit of ballots on SQLite: two statements that write, in one visit of a thread."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from backend.core.db import Database
from backend.pulse.ballot_rows import Commit, Outcome, Row, Submission, Voter


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Commit]:
    """A commit takes the writer's turn, and gives it back: pages write in between."""

    async def commit(batch: Sequence[Submission]) -> dict[Voter, Outcome]:
        return await database.in_one_visit(lambda connection: _write(connection, batch))

    yield commit


def _write(connection: sqlite3.Connection, batch: Sequence[Submission]) -> dict[Voter, Outcome]:
    rows = _rows(connection, batch)
    counted = _took_part(connection, list(rows.values()))
    connection.executemany(
        "INSERT INTO ballot (id, wave_id, sealed) VALUES (?, ?, ?)",
        [(row.ballot_id.hex, row.wave_id.hex, row.sealed) for row in counted],
    )
    still_open = {one for (one,) in connection.execute("SELECT id FROM wave WHERE status = 'open'")}
    outcomes = dict.fromkeys((one.voter for one in batch), Outcome.NOT_ASKED)
    for voter, row in rows.items():
        refused = Outcome.ALREADY if row.wave_id.hex in still_open else Outcome.CLOSED
        outcomes[voter] = Outcome.COUNTED if row in counted else refused
    return outcomes


def _took_part(connection: sqlite3.Connection, rows: Sequence[Row]) -> set[Row]:
    """The rows that count: of an open wave, and of nobody who is counted already."""
    if not rows:
        return set()
    sent = ",".join(["(?,?)"] * len(rows))
    written = connection.execute(
        "INSERT INTO participation (wave_id, person_hash) SELECT column1, column2"
        f" FROM (VALUES {sent}) JOIN wave ON wave.id = column1 AND wave.status = 'open'"
        " WHERE true ON CONFLICT DO NOTHING RETURNING wave_id, person_hash",
        [value for row in rows for value in (row.wave_id.hex, row.person_hash)],
    )
    by_keys = {(row.wave_id.hex, row.person_hash): row for row in rows}
    return {by_keys[keys] for keys in written}


def _rows(connection: sqlite3.Connection, batch: Sequence[Submission]) -> dict[Voter, Row]:
    """What those of the batch who were asked write."""
    sent = ",".join(["(?,?)"] * len(batch))
    found = connection.execute(
        "SELECT wave_id, person_id, unit_id, site_id, job_family_id"
        f" FROM (VALUES {sent}) JOIN wave_audience ON wave_id = column1 AND person_id = column2",
        [one.hex for submission in batch for one in submission.voter],
    )
    by_hex = {(one.wave.id.hex, one.person_id.hex): one for one in batch}
    rows = {}
    for wave, person, unit, site, family in found:
        submission = by_hex[wave, person]
        rows[submission.voter] = submission.row(_uuid(unit), _uuid(site), _uuid(family))
    return rows


def _uuid(given: str | None) -> UUID | None:
    return UUID(given) if given else None
