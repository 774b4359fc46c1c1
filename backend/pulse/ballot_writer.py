"""Committing ballots: the one place of the domain that commits, see docs/decisions/0007.

Submissions that arrive while a commit is under way wait for the next one and share it, in random order.
Each is answered once its own is durable. A commit is one statement on PostgreSQL, two on SQLite.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Database, Session

MOST = 400
_DICE = random.SystemRandom()


class Outcome(StrEnum):
    COUNTED = "counted"
    ALREADY = "already"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Submission:
    """What one submission writes: a participation and a ballot, which nothing links once written."""

    wave_id: UUID
    person_hash: bytes
    ballot_id: UUID
    sealed: bytes

    @property
    def voter(self) -> tuple[UUID, bytes]:
        return self.wave_id, self.person_hash


class BallotWriter:
    """Writes submissions to one database; one per process, so that SQLite's commits are shared."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Submission, asyncio.Future[Outcome]]] = []
        self._working: asyncio.Task[None] | None = None

    async def write(self, submission: Submission) -> Outcome:
        """Commit one submission; counted once, whatever is retried or sent at the same instant."""
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((submission, answer))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return await answer

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            _DICE.shuffle(batch)
            # Two sent by one person in one batch are one submission; the first decides for both.
            by_voter = {submission.voter: submission for submission, _ in reversed(batch)}
            try:
                outcomes = await self._commit(list(by_voter.values()))
            except Exception as error:
                for _, answer in batch:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            for submission, answer in batch:
                if not answer.done():
                    outcome = outcomes[submission.voter]
                    first = by_voter[submission.voter] is submission
                    answer.set_result(outcome if first or outcome is Outcome.CLOSED else Outcome.ALREADY)

    async def _commit(self, batch: Sequence[Submission]) -> dict[tuple[UUID, bytes], Outcome]:
        async with self._database.writing() as session:
            write = _on_sqlite if self._database.is_sqlite else _on_postgresql
            outcomes = await write(session, batch)
            await session.commit()
        return outcomes


_POSTGRESQL = sa.text("""
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
    SELECT sent.wave_id, sent.person_hash, open_wave.id IS NOT NULL AS is_open,
      counted.wave_id IS NOT NULL AS is_counted
    FROM sent
      LEFT JOIN open_wave ON open_wave.id = sent.wave_id
      LEFT JOIN counted USING (wave_id, person_hash)
""")
"""FOR SHARE holds the wave open until the commit: a wave that closes waits for the ballots under way."""


async def _on_postgresql(session: Session, batch: Sequence[Submission]) -> dict[tuple[UUID, bytes], Outcome]:
    # PostgreSQL resolves two commits of the same people in one order: no two wait for each other.
    ordered = sorted(batch, key=lambda one: one.voter)
    given = {
        "waves": [one.wave_id for one in ordered],
        "hashes": [one.person_hash for one in ordered],
        "ids": [one.ballot_id for one in ordered],
        "sealed": [one.sealed for one in ordered],
    }
    rows = (await session.execute(_POSTGRESQL, given)).all()
    return {
        (row.wave_id, bytes(row.person_hash)): (
            Outcome.COUNTED if row.is_counted else Outcome.ALREADY if row.is_open else Outcome.CLOSED
        )
        for row in rows
    }


async def _on_sqlite(session: Session, batch: Sequence[Submission]) -> dict[tuple[UUID, bytes], Outcome]:
    connection = await session.connection()
    values = ",".join("(?,?)" for _ in batch)
    took_part: list[Any] = [value for one in batch for value in (one.wave_id.hex, one.person_hash)]
    rows = await connection.exec_driver_sql(
        "INSERT INTO participation (wave_id, person_hash)"
        f" SELECT sent.column1, sent.column2 FROM (VALUES {values}) AS sent"
        " JOIN wave ON wave.id = sent.column1 AND wave.status = 'open'"
        " WHERE true ON CONFLICT DO NOTHING RETURNING wave_id, person_hash",
        tuple(took_part),
    )
    counted = {(UUID(hex=row.wave_id), bytes(row.person_hash)) for row in rows}
    ballots = [one for one in batch if one.voter in counted]
    if ballots:
        # The driver sends them one by one, but SQLite writes and syncs them in one commit.
        await connection.exec_driver_sql(
            "INSERT INTO ballot (id, wave_id, sealed) VALUES (?, ?, ?)",
            [(one.ballot_id.hex, one.wave_id.hex, one.sealed) for one in ballots],
        )
    outcomes = {one.voter: Outcome.COUNTED for one in ballots}
    others = [one for one in batch if one.voter not in counted]
    if others:
        still_open = await connection.exec_driver_sql("SELECT id FROM wave WHERE status = 'open'")
        open_ids = {UUID(hex=row[0]) for row in still_open}
        for one in others:
            outcomes[one.voter] = Outcome.ALREADY if one.wave_id in open_ids else Outcome.CLOSED
    return outcomes
