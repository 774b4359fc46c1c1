"""The statements of a commit of ballots: one that writes on PostgreSQL, two on SQLite, whatever their number.

The statement itself decides: the wave must be open, and the participation's hash is the idempotency.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session

Voter = tuple[UUID, UUID]
"""A wave and a person."""
Place = tuple[UUID | None, UUID | None, UUID | None]
"""The unit, the site and the job family that a wave asked somebody in."""


class Outcome(StrEnum):
    COUNTED = "counted"
    ALREADY = "already"
    CLOSED = "closed"
    NOT_ASKED = "not_asked"


class Row(NamedTuple):
    """What one submission writes: a participation and a ballot, which nothing links once written."""

    wave_id: UUID
    person_hash: bytes
    ballot_id: UUID
    sealed: bytes


async def places_of(session: Session, voters: Sequence[Voter]) -> dict[Voter, Place]:
    """Where each was asked; who was not is not there."""
    read = _places_on_postgresql if _is_postgresql(session) else _places_on_sqlite
    return await read(session, voters)


async def write(session: Session, rows: Sequence[Row]) -> dict[Row, Outcome]:
    """Write what counts, and say of each row what became of it."""
    if not rows:
        return {}
    return await (_write_on_postgresql if _is_postgresql(session) else _write_on_sqlite)(session, rows)


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


_PLACES = sa.text("""
    SELECT wave_id, person_id, unit_id, site_id, job_family_id
    FROM unnest(CAST(:waves AS uuid[]), CAST(:people AS uuid[])) AS sent (wave_id, person_id)
      JOIN wave_audience USING (wave_id, person_id)
""")
WRITE_ON_POSTGRESQL = """
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
"""FOR SHARE holds the wave open until the commit: a wave that closes waits for the ballots under way."""


async def _places_on_postgresql(session: Session, voters: Sequence[Voter]) -> dict[Voter, Place]:
    waves, people = [one[0] for one in voters], [one[1] for one in voters]
    found = await session.execute(_PLACES, {"waves": waves, "people": people})
    return {(wave, person): (unit, site, family) for wave, person, unit, site, family in found}


async def _write_on_postgresql(session: Session, rows: Sequence[Row]) -> dict[Row, Outcome]:
    # PostgreSQL resolves two commits of the same people in one order: no two wait for each other.
    ordered = sorted(rows)
    given = {
        "waves": [row.wave_id for row in ordered],
        "hashes": [row.person_hash for row in ordered],
        "ids": [row.ballot_id for row in ordered],
        "sealed": [row.sealed for row in ordered],
    }
    by_id = {row.ballot_id: row for row in rows}
    return {
        by_id[ballot_id]: Outcome.COUNTED if is_counted else Outcome.ALREADY if is_open else Outcome.CLOSED
        for ballot_id, is_open, is_counted in await session.execute(sa.text(WRITE_ON_POSTGRESQL), given)
    }


async def _places_on_sqlite(session: Session, voters: Sequence[Voter]) -> dict[Voter, Place]:
    connection = await session.connection()
    values = ",".join(["(?,?)"] * len(voters))
    found = await connection.exec_driver_sql(
        "SELECT wave_id, person_id, unit_id, site_id, job_family_id"
        f" FROM (VALUES {values}) AS sent JOIN wave_audience ON wave_id = column1 AND person_id = column2",
        tuple(one.hex for voter in voters for one in voter),
    )
    return {
        (UUID(wave), UUID(person)): (_uuid(unit), _uuid(site), _uuid(family))
        for wave, person, unit, site, family in found
    }


def _uuid(given: str | None) -> UUID | None:
    return UUID(given) if given else None


async def _write_on_sqlite(session: Session, rows: Sequence[Row]) -> dict[Row, Outcome]:
    connection = await session.connection()
    values = ",".join(["(?,?)"] * len(rows))
    took_part: list[Any] = [value for row in rows for value in (row.wave_id.hex, row.person_hash)]
    written = await connection.exec_driver_sql(
        "INSERT INTO participation (wave_id, person_hash)"
        f" SELECT column1, column2 FROM (VALUES {values})"
        " JOIN wave ON wave.id = column1 AND wave.status = 'open'"
        " WHERE true ON CONFLICT DO NOTHING RETURNING wave_id, person_hash",
        tuple(took_part),
    )
    counted = {(UUID(wave), bytes(person_hash)) for wave, person_hash in written}
    outcomes = {row: Outcome.COUNTED for row in rows if (row.wave_id, row.person_hash) in counted}
    if outcomes:
        # The driver sends them one by one, but SQLite writes and syncs them in one commit.
        await connection.exec_driver_sql(
            "INSERT INTO ballot (id, wave_id, sealed) VALUES (?, ?, ?)",
            [(row.ballot_id.hex, row.wave_id.hex, row.sealed) for row in outcomes],
        )
    others = [row for row in rows if row not in outcomes]
    if others:
        still_open = await connection.exec_driver_sql("SELECT id FROM wave WHERE status = 'open'")
        open_ids = {UUID(one) for (one,) in still_open}
        for row in others:
            outcomes[row] = Outcome.ALREADY if row.wave_id in open_ids else Outcome.CLOSED
    return outcomes
