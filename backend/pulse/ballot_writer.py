"""Committing ballots: the one place of the domain that commits, see docs/decisions/0007.

Submissions that arrive while a commit is under way wait for the next one and share it, in random order.
Each is answered once its own is durable.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from backend.core.db import Database
from backend.pulse.ballot_rows import Outcome, Row, Voter, places_of, write
from backend.pulse.open_waves import OpenWave, OpenWaves
from backend.pulse.payloads import Payload, Said, padded

MOST = 400
_DICE = random.SystemRandom()


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """What one person answers to an open wave, before it becomes two rows that nothing links."""

    wave: OpenWave
    person_id: UUID
    said: Said

    @property
    def voter(self) -> Voter:
        return self.wave.id, self.person_id

    def row(self, unit: UUID | None, site: UUID | None, job_family: UUID | None) -> Row:
        """The two rows of somebody asked in these groups."""
        payload = Payload(**self.said, groups=self.wave.groups(unit, site, job_family))
        keys = self.wave.keys
        return Row(self.wave.id, keys.person_hash(self.person_id), uuid4(), keys.seal(padded(payload)))


class BallotWriter:
    """Writes submissions to one database; one per process, so that their commits are shared."""

    def __init__(self, database: Database) -> None:
        self.waves = OpenWaves()
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
                outcome = outcomes[submission.voter]
                if outcome is Outcome.CLOSED:
                    self.waves.forget(submission.wave.id)
                elif outcome is Outcome.COUNTED and by_voter[submission.voter] is not submission:
                    outcome = Outcome.ALREADY
                if not answer.done():
                    answer.set_result(outcome)
            # Whoever was answered may have sent the next one by now: it shares the next commit.
            await asyncio.sleep(0)

    async def _commit(self, batch: Sequence[Submission]) -> dict[Voter, Outcome]:
        async with self._database.writing() as session:
            places = await places_of(session, [one.voter for one in batch])
            rows = {one.voter: one.row(*places[one.voter]) for one in batch if one.voter in places}
            outcomes = await write(session, list(rows.values()))
            await session.commit()
        return {
            one.voter: outcomes[rows[one.voter]] if one.voter in rows else Outcome.NOT_ASKED for one in batch
        }
