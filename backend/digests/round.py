"""One round of sending: some seconds of messages over kept connections, each noted before and after."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from uuid import UUID

import aiosmtplib
import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Database, Session
from backend.core.logs import in_short
from backend.core.mail import Mailer
from backend.digests.audience import Reader, still_there
from backend.digests.frame import Frame, NotAnAddress
from backend.digests.marks import Marks, count_outcomes, marks_of
from backend.digests.models import ISSUES, RECIPIENTS, Outcome, State
from backend.digests.notes import Note
from backend.digests.refusals import outcome_of
from backend.digests.subscriptions import token_of
from backend.settings import Settings

log = logging.getLogger("diapason.digests")

LEASE = timedelta(minutes=4)
AT_ONCE = 100
"""Recipients claimed together, few enough to be called before their lease ends; a pause is noticed after."""
MOST_TRIES = 8
TELL_EVERY = 2.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast, over how many connections, for how long; the first wait after a temporary refusal."""

    rate: int
    lines: int
    seconds: float = 10
    first_wait: timedelta = timedelta(seconds=30)

    def next_try(self, tries: int) -> datetime:
        """Twice as long after each try, at most an hour."""
        return now() + min(self.first_wait * (1 << (tries - 1)), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Turn:
    """A recipient whose turn it is, how often they were tried before, and from when the pace allows it."""

    reader: Reader
    tries: int
    due: float = 0


@dataclass
class Round:
    """Sends what it can of one issue in one spell. `frames` are the messages by language."""

    database: Database
    mailer: Mailer
    settings: Settings
    issue_id: UUID
    spell: int
    frames: Mapping[str, Frame]
    pace: Pace
    marks: Marks = field(init=False)
    _turns: deque[Turn] = field(default_factory=deque)
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    _spent: bool = False
    _started: float = field(default_factory=time.monotonic)
    _begun: int = 0
    _told: float = 0

    def __post_init__(self) -> None:
        self.sender = parseaddr(self.mailer.sender)[1]

    async def run(self) -> datetime:
        """Send until the time is up or nobody waits; returns when the next round may begin."""
        async with marks_of(self.database, self.issue_id) as self.marks:
            carried = await asyncio.gather(*(self._carry() for _ in range(self.pace.lines)))
        if lost := [one for one in carried if one is not None]:
            log.warning("%d connections to the mail server not opened: %s", len(lost), in_short(lost[0]))
            return now() + self.pace.first_wait
        return now()

    async def _carry(self) -> Exception | None:
        """Work over one connection, opened again when the server closes it; why it could not be, at last."""
        while True:
            line = self.mailer.line()
            try:
                await line.connect()
            except (aiosmtplib.SMTPException, OSError) as error:
                return error
            try:
                await self._work(line)
                return None
            except OSError:
                # What was in flight is sent again when its lease ends, under the same Message-ID.
                continue
            finally:
                line.close()

    async def _work(self, line: aiosmtplib.SMTP) -> None:
        """One message after the other. An outcome is noted with the next call, or at once if it must wait."""
        ended: list[Note] = []
        while (turn := await self._next()) is not None:
            if (wait := turn.due - time.monotonic()) > 0:
                if ended:
                    await self.marks.note(*ended)
                ended = []
                await asyncio.sleep(wait)
            await self.marks.note(*ended, Note(turn.reader.id))
            ended = [await self._send(line, turn)]
        if ended:
            await self.marks.note(*ended)

    async def _send(self, line: aiosmtplib.SMTP, turn: Turn) -> Note:
        """Hand one message over, and say what became of it. Errors: those of a connection that is lost."""
        reader = turn.reader
        if turn.tries >= MOST_TRIES:
            return Note(reader.id, Outcome.FAILED, "the mail server hung up each time")
        try:
            message = self.frames[reader.locale].copy(
                to=reader.email,
                message_id=self.mailer.message_id(f"{self.issue_id.hex}.{reader.id.hex}"),
                date=format_datetime(now()),
                token=token_of(self.settings, self.issue_id, reader.id),
            )
            await line.sendmail(self.sender, [reader.email], message)
        except NotAnAddress:
            return Note(reader.id, Outcome.BOUNCED, "not an address")
        except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPRecipientsRefused) as refusal:
            outcome, said = outcome_of(refusal)
            if outcome is Outcome.WAITING and turn.tries + 1 < MOST_TRIES:
                return Note(reader.id, outcome, said, self.pace.next_try(turn.tries + 1))
            return Note(reader.id, Outcome.FAILED if outcome is Outcome.WAITING else outcome, said)
        return Note(reader.id, Outcome.SENT)

    async def _next(self) -> Turn | None:
        """The next recipient; None when the round is over."""
        async with self._claiming:
            if not self._turns and not self._spent:
                self._spent = time.monotonic() - self._started > self.pace.seconds or not await self._claim()
        if not self._turns:
            return None
        self._begun += 1
        due = self._started + self._begun / self.pace.rate if self.pace.rate else 0
        return replace(self._turns.popleft(), due=due)

    async def _claim(self) -> bool:
        """Lease the next recipients of an issue that is still being sent; whether there were any."""
        at, table = now(), RECIPIENTS.c
        sending = sa.exists().where(
            ISSUES.c.id == self.issue_id, ISSUES.c.status == State.SENDING, ISSUES.c.spell == self.spell
        )
        # Each half is read in the order of an index, and no further than its limit.
        waiting = _first(self.issue_id, Outcome.WAITING, table.next_at <= at, table.next_at)
        forsaken = _first(self.issue_id, Outcome.SENDING, table.leased_until < at, table.leased_until)
        async with self.database.writing() as session:
            rows = await session.execute(
                sa.update(RECIPIENTS)
                .where(
                    table.issue_id == self.issue_id,
                    table.person_id.in_(sa.union_all(sa.select(waiting), sa.select(forsaken))),
                    sending,
                )
                .values(outcome=Outcome.SENDING, leased_until=at + LEASE)
                .returning(table.person_id, table.tries)
            )
            tries = {row.person_id: row.tries for row in rows}
            there = await still_there(session, tries)
            await self._tell(session)
            await session.commit()
        if gone := tries.keys() - there.keys():
            await self.marks.note(*(Note(one, Outcome.GONE) for one in gone))
        self._turns.extend(Turn(reader, tries[reader.id]) for reader in there.values())
        return bool(tries)

    async def _tell(self, session: Session) -> None:
        """Tell the page how far it is and how fast it goes, every other second."""
        taken = time.monotonic() - self._started
        if taken - self._told > TELL_EVERY:
            self._told = taken
            await count_outcomes(session, self.issue_id, rate=round(self._begun / taken, 1))


def _first(
    issue_id: UUID, outcome: Outcome, due: sa.ColumnElement[bool], order: sa.ColumnElement[datetime | None]
) -> sa.CTE:
    """The first of an issue's recipients with this outcome that are due, nobody else's meanwhile."""
    return (
        sa.select(RECIPIENTS.c.person_id)
        .where(RECIPIENTS.c.issue_id == issue_id, RECIPIENTS.c.outcome == outcome, due)
        .order_by(order)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
        .cte(outcome.value)
    )
