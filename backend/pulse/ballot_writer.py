"""Committing ballots, which no caller does: see docs/decisions/0007.

Submissions that arrive while a commit is under way wait for the next one and share it, in random order.
Each is answered once its own is durable.
"""

import asyncio
import random
from collections.abc import Mapping, Sequence

from backend.core.db import Database
from backend.pulse import ballots_on_postgresql, ballots_on_sqlite
from backend.pulse.ballot_rows import Outcome, Submission, Voter
from backend.pulse.open_waves import OpenWaves

Waiting = tuple[Submission, asyncio.Future[Outcome]]
MOST = 400
_DICE = random.SystemRandom()


class BallotWriter:
    """Writes submissions to one database; one per process, so that their commits are shared."""

    def __init__(self, database: Database) -> None:
        self.waves = OpenWaves()
        self._database = database
        self._opened = ballots_on_sqlite.opened if database.is_sqlite else ballots_on_postgresql.opened
        self._waiting: list[Waiting] = []
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
            batch: list[Waiting] = []
            try:
                async with self._opened(self._database) as commit:
                    while self._waiting:
                        batch = self._next()
                        # Two sent by one person at once are one submission; the first decides for both.
                        firsts = {one.voter: one for one, _ in reversed(batch)}
                        self._tell(batch, firsts, await commit(list(firsts.values())))
                        # Whoever was answered may have sent the next one by now: it shares the next commit.
                        await asyncio.sleep(0)
            except Exception as error:
                for _, answer in batch or self._next():
                    if not answer.done():
                        answer.set_exception(error)

    def _next(self) -> list[Waiting]:
        batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        _DICE.shuffle(batch)
        return batch

    def _tell(
        self,
        batch: Sequence[Waiting],
        firsts: Mapping[Voter, Submission],
        outcomes: Mapping[Voter, Outcome],
    ) -> None:
        for submission, answer in batch:
            outcome = outcomes[submission.voter]
            if outcome is Outcome.CLOSED:
                self.waves.forget(submission.wave.id)
            elif outcome is Outcome.COUNTED and firsts[submission.voter] is not submission:
                outcome = Outcome.ALREADY
            if not answer.done():
                answer.set_result(outcome)
