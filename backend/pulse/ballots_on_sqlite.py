"""A commit of ballots on SQLite: two statements that write, in one visit of a thread."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from uuid import UUID

from backend.core.db import Database
from backend.pulse.ballot_rows import Commit, Outcome, Row, Submission, Voter

MOST_GROUPS = 1 << 14
"""Units, sites and job families whose ids are kept as they are read: most ballots are of the same few."""
Participation = tuple[str, bytes]
"""A wave, as SQLite writes it, and a person’s hash, which differs from wave to wave."""


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Commit]:
    """A commit takes the writer's turn, and gives it back: pages write in between."""

    async def commit(batch: Sequence[Submission]) -> dict[Voter, Outcome]:
        return await database.in_one_visit(lambda connection: _write(connection, batch))

    yield commit


def _write(connection: sqlite3.Connection, batch: Sequence[Submission]) -> dict[Voter, Outcome]:
    outcomes = dict.fromkeys((one.voter for one in batch), Outcome.NOT_ASKED)
    rows = _rows(connection, batch)
    counted = _took_part(connection, list(rows))
    connection.executemany(
        "INSERT INTO ballot (id, wave_id, sealed) VALUES (?, ?, ?)",
        [
            (row.ballot_id.hex, wave, row.sealed)
            for (wave, hashed), (row, _) in rows.items()
            if hashed in counted
        ],
    )
    still_open = _still_open(connection) if len(counted) < len(rows) else set()
    for (wave, hashed), (_, voter) in rows.items():
        refused = Outcome.ALREADY if wave in still_open else Outcome.CLOSED
        outcomes[voter] = Outcome.COUNTED if hashed in counted else refused
    return outcomes


def _took_part(connection: sqlite3.Connection, sent: Sequence[Participation]) -> set[bytes]:
    """The hashes that count: in an open wave, and of nobody who is counted already."""
    if not sent:
        return set()
    values = ",".join(["(?,?)"] * len(sent))
    written = connection.execute(
        "INSERT INTO participation (wave_id, person_hash) SELECT column1, column2"
        f" FROM (VALUES {values}) JOIN wave ON wave.id = column1 AND wave.status = 'open'"
        " WHERE true ON CONFLICT DO NOTHING RETURNING person_hash",
        [value for one in sent for value in one],
    )
    return {hashed for (hashed,) in written}


def _still_open(connection: sqlite3.Connection) -> set[str]:
    return {one for (one,) in connection.execute("SELECT id FROM wave WHERE status = 'open'")}


def _rows(
    connection: sqlite3.Connection, batch: Sequence[Submission]
) -> dict[Participation, tuple[Row, Voter]]:
    """What those of the batch who were asked write."""
    by_hex = {(one.wave.id.hex, one.person_id.hex): one for one in batch}
    sent = ",".join(["(?,?)"] * len(by_hex))
    found = connection.execute(
        "SELECT wave_id, person_id, unit_id, site_id, job_family_id"
        f" FROM (VALUES {sent}) JOIN wave_audience ON wave_id = column1 AND person_id = column2",
        [one for voter in by_hex for one in voter],
    )
    rows = {}
    for wave, person, unit, site, family in found:
        submission = by_hex[wave, person]
        row = submission.row(_uuid(unit), _uuid(site), _uuid(family))
        rows[wave, row.person_hash] = row, submission.voter
    return rows


@lru_cache(MOST_GROUPS)
def _uuid(given: str | None) -> UUID | None:
    return UUID(given) if given else None
