"""Claim a job, open a unit of work, run it, repeat."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from backend import jobs, schedule
from backend.core.clock import now
from backend.core.db import Database
from backend.core.logs import in_short
from backend.core.metrics import JOBS_DONE
from backend.jobs import Outside
from backend.reactions import JOBS
from backend.reactions.reaction import JobFunction

log = logging.getLogger("diapason.worker")

IDLE_SECONDS = 0.5
GRACE_SECONDS = 4.5
"""How long the job in hand may go on once the worker is asked to stop."""
DATABASE_AWAY_SECONDS = 5
MOST_BESIDE = 20
"""Calls to others that may be under way while the worker goes on."""
KEPT_TIMES = 4
"""How often a lease is held on to before it would end."""


class Worker:
    """Runs promised jobs until asked to stop. Several may share one PostgreSQL.

    With a `zone`, `run` also promises what the timetable of `backend.schedule` says.
    """

    def __init__(
        self,
        database: Database,
        functions: Mapping[str, JobFunction] = JOBS,
        zone: ZoneInfo | None = None,
    ) -> None:
        self.database = database
        self.functions = functions
        self.zone = zone
        self._stop = asyncio.Event()
        self._asked_at = 0.0
        self._next_look = 0.0
        self._in_hand: dict[UUID, int] = {}
        self._beside: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Finish the job in hand, then return from `run`."""
        if not self._stop.is_set():
            self._stop.set()
            self._asked_at = time.monotonic()

    async def end(self, working: asyncio.Task[None], grace: float = GRACE_SECONDS) -> None:
        """Wait until `working`, which is `run`, is over; a job that takes longer than `grace` is dropped.

        What it did is rolled back, and it is run again once its lease ends.
        """
        self.stop()
        await asyncio.wait({working}, timeout=max(0.0, self._asked_at + grace - time.monotonic()))
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    async def run(self) -> None:
        """Work until `stop`; a database that goes away is waited for."""
        async with self._holding_on():
            while not self._stop.is_set():
                try:
                    await self._look_at_schedule()
                    wait = 0.0 if await self._take_turn() else IDLE_SECONDS
                except Exception as error:
                    name = type(error).__name__
                    log.warning("the database does not answer (%s); trying again", name, exc_info=error)
                    wait = DATABASE_AWAY_SECONDS
                if wait:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._stop.wait(), wait)

    async def _look_at_schedule(self) -> None:
        if self.zone is None or time.monotonic() < self._next_look:
            return
        async with self.database.writing() as session:
            await schedule.promise(session, now(), self.zone)
            await session.commit()
        self._next_look = time.monotonic() + schedule.LOOK_EVERY.total_seconds()

    async def run_once(self, limit: int = 10) -> int:
        """Claim and run up to `limit` due jobs to their end; returns how many were claimed."""
        async with self._holding_on():
            return await self._take_turn(limit)

    async def _take_turn(self, limit: int = 10) -> int:
        """The same, but for calls that go on beside."""
        async with self.database.writing() as session:
            claimed = await jobs.claim(session, limit)
            await session.commit()
        self._in_hand |= {job.id: job.attempts for job in claimed}
        waiting = [*claimed]
        try:
            while waiting:
                await self._run(waiting[0])
                del waiting[0]
        finally:
            for job in waiting:
                self._in_hand.pop(job.id, None)
        return len(claimed)

    @contextlib.asynccontextmanager
    async def _holding_on(self) -> AsyncIterator[None]:
        """Keep the leases of the jobs in hand; at the end, wait for what goes on beside."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
            while self._beside:
                await asyncio.wait(self._beside)
        finally:
            for task in (keeping, *self._beside):
                task.cancel()
            await asyncio.gather(keeping, *self._beside, return_exceptions=True)

    async def _keep(self) -> None:
        """Hold on to the jobs in hand, however long they take; dropped with the worker."""
        while True:
            await asyncio.sleep(jobs.LEASE.total_seconds() / KEPT_TIMES)
            try:
                await self._keep_once()
            except Exception as error:
                log.warning("leases were not kept (%s); trying again", type(error).__name__, exc_info=error)

    async def _keep_once(self) -> None:
        if self._in_hand:
            async with self.database.writing() as session:
                await jobs.keep(session, list(self._in_hand.items()))
                await session.commit()

    async def drain(self, rounds: int = 100) -> None:
        """Run until nothing is due, for so many rounds at most: so a test waits for what was promised."""
        for _ in range(rounds):
            if await self.run_once() == 0:
                return

    async def _run(self, job: jobs.Job) -> None:
        """Run a job in a unit of work; what it asks of others then, beside if it says so."""
        outside: Outside | None = None
        async with self._accounted(job):
            async with self.database.writing() as session:
                asked = await self.functions[job.name](session, job.payload)
                if asked is None:
                    await jobs.finish(session, job.id, job.attempts)
                await session.commit()
            if asked is None:
                JOBS_DONE.labels(job.name, "done").inc()
            outside = asked
        if outside is None:
            self._in_hand.pop(job.id, None)
        elif outside.beside:
            while len(self._beside) >= MOST_BESIDE:
                await asyncio.wait(self._beside, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.create_task(self._go_outside(job, outside))
            self._beside.add(task)
            task.add_done_callback(self._beside.discard)
        else:
            await self._go_outside(job, outside)

    async def _go_outside(self, job: jobs.Job, outside: Outside) -> None:
        """Call the network between two units of work: the one that claimed the right to, and one after."""
        try:
            async with self._accounted(job):
                said = await outside.call()
                async with self.database.writing() as session:
                    await outside.then(session, said)
                    await jobs.finish(session, job.id, job.attempts)
                    await session.commit()
                JOBS_DONE.labels(job.name, "done").inc()
        finally:
            self._in_hand.pop(job.id, None)

    @contextlib.asynccontextmanager
    async def _accounted(self, job: jobs.Job) -> AsyncIterator[None]:
        """Whatever goes wrong inside, the job is tried again or buried where an administrator sees it."""
        try:
            yield
        except jobs.LeaseLost:
            log.warning("job %s was given to another worker during try %d", job.name, job.attempts)
        except Exception as error:
            JOBS_DONE.labels(job.name, "failed").inc()
            reason = in_short(error)
            log.warning("job %s failed on try %d: %s", job.name, job.attempts, reason, exc_info=error)
            async with self.database.writing() as session:
                await jobs.fail(session, job.id, job.attempts, reason)
                await session.commit()
