"""What has just changed, told to whoever is looking at it.

A topic names one thing, such as `thread:<id>`, and says nothing else: whoever listens reads again, with
their own rights. `tell` belongs to the caller's transaction. On PostgreSQL it is heard by every process,
over one listening connection each; on SQLite, which one process serves, by that process.
"""

import asyncio
import contextlib
import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from uuid import UUID

import psycopg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.errors import DomainError

log = logging.getLogger("diapason.live")

CHANNEL = "diapason_live"
PROBE_EVERY = 15.0
CONNECT_AGAIN_AFTER = 1.0
MOST = 2_000
MOST_EACH = 12


class TooManyLive(DomainError):
    """This process, or this person, already looks at as many live things as may be."""


class Heard(Enum):
    """What ended a wait: a change, the time, or the end of the process."""

    CHANGE = auto()
    NOTHING = auto()
    CLOSING = auto()


class Hub:
    """Who listens to which topic in this process."""

    def __init__(self, url: sa.URL, most: int = MOST, most_each: int = MOST_EACH) -> None:
        self._url = url
        self._most, self._most_each = most, most_each
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._seats: Counter[UUID] = Counter()
        self.closed = False

    @contextmanager
    def listening(self, topic: str, who: UUID) -> Iterator["Listener"]:
        """Hear what changes from now on: listen first, then read. Errors: TooManyLive."""
        if self._seats.total() >= self._most or self._seats[who] >= self._most_each:
            raise TooManyLive
        listener = Listener(self)
        self._seats[who] += 1
        self._listeners[topic].add(listener)
        try:
            yield listener
        finally:
            self._listeners[topic].discard(listener)
            if not self._listeners[topic]:
                del self._listeners[topic]
            self._seats -= Counter({who: 1})

    def ring(self, topic: str) -> None:
        """The topic changed."""
        for listener in self._listeners.get(topic, ()):
            listener.ring()

    def ring_all(self) -> None:
        """Any topic may have changed."""
        for topic in self._listeners:
            self.ring(topic)

    def close(self) -> None:
        """Send every listener home: the process is asked to stop."""
        self.closed = True
        self.ring_all()

    async def run(self) -> None:
        """Hear what other processes tell, until cancelled; a lost connection is made again.

        What was told in between is not known: whoever listens is told to look.
        """
        if self._url.get_backend_name() == "sqlite":
            return
        while True:
            try:
                await self._hear()
            except (psycopg.Error, OSError) as error:
                log.warning("live updates wait for the database (%s)", type(error).__name__)
            await asyncio.sleep(CONNECT_AGAIN_AFTER)

    async def _hear(self) -> None:
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self.ring_all()
            while True:
                async for told in connection.notifies(timeout=PROBE_EVERY):
                    self.ring(told.payload)
                # A connection that a firewall dropped stays silent for ever: ask it something.
                await connection.execute("SELECT 1")


class Listener:
    """One listener; changes that come while it is busy count as one."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float) -> Heard:
        """Wait for a change, `seconds` at most."""
        if not self._hub.closed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._rung.wait(), seconds)
        if self._hub.closed:
            return Heard.CLOSING
        if not self._rung.is_set():
            return Heard.NOTHING
        self._rung.clear()
        return Heard.CHANGE


async def tell(session: AsyncSession, *topics: str) -> None:
    """These topics changed, if the caller's transaction is committed, and once it is."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(sa.select(*(sa.func.pg_notify(CHANNEL, topic) for topic in topics)))
        return
    hub: Hub = session.info["live"]

    def ring(_session: object) -> None:
        for topic in topics:
            hub.ring(topic)

    sa.event.listen(session.sync_session, "after_commit", ring, once=True)
