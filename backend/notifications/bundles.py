"""One message for all that happened in a window: ten events, one mail, so many a day, in no quiet hours.

Each reader's row says when their next mail is due; a job runs at each such instant and gathers for all whose
mail is due. The mail, what it tells and its job are written together, so a kill loses and repeats nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Session
from backend.core.mail import Mailer
from backend.identity import PEOPLE, PersonStatus
from backend.notifications.mailers import Addressed, Letter, post
from backend.notifications.models import NOTIFICATIONS, READERS, Channel, NotificationKind
from backend.notifications.quiet import after_quiet, tomorrow
from backend.notifications.readers import ReaderRow, note_mailed, reader_row
from backend.notifications.texts import Text, write_texts
from backend.notifications.wording import Said, detail, headline

POST = "notifications.post"
READERS_AT_ONCE = 200
MOST_LINES = 20
"""Told in one mail; the inbox holds the others."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reader whose mail is due, and how often they were written to on `mailed_on`."""

    reader: ReaderRow
    is_here: bool
    mailed_on: date | None
    mailed_count: int

    def may_go_at(self, at: datetime, most_a_day: int) -> datetime:
        """When their mail may go: now, after the quiet hours, or tomorrow."""
        reader = self.reader
        if self.mailed_on == at.astimezone(reader.zone).date() and self.mailed_count >= most_a_day:
            at = tomorrow(at, reader.zone)
        return after_quiet(at, reader.zone, reader.quiet_from, reader.quiet_until)

    def row(self, at: datetime, goes_at: datetime, mailed: bool) -> dict[str, Any]:
        """Where this reader stands once this turn is over."""
        today = at.astimezone(self.reader.zone).date()
        count = self.mailed_count if self.mailed_on == today else 0
        return {
            "person_id": self.reader.id,
            "mail_due_at": goes_at if goes_at > at else None,
            "mailed_on": today,
            "mailed_count": count + mailed,
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notification that waits to be gathered on some channels."""

    id: UUID
    kind: NotificationKind
    channels: frozenset[Channel]
    said: Said


async def promise_post(session: Session, dues: Iterable[datetime]) -> None:
    """Promise the job of each instant, once."""
    for due in sorted(set(dues)):
        await jobs.enqueue(session, POST, {}, key=f"{POST}@{due:%Y-%m-%dT%H:%M:%SZ}", run_at=due)


async def post_bundles(session: Session, most_a_day: int) -> None:
    """Gather the mail of the next people whose mail is due, and come back if there are more."""
    at = now()
    due = await _due(session, at)
    goes_at = {one.reader.id: one.may_go_at(at, most_a_day) for one in due}
    ready = [one for one in due if goes_at[one.reader.id] <= at]
    waiting = await _take(session, [one.reader.id for one in ready])
    gathered = [
        (one.reader, waiting[one.reader.id]) for one in ready if one.is_here and one.reader.id in waiting
    ]
    await post(session, [letter for reader, rows in gathered for letter in _letters(session, reader, rows)])
    await write_texts(session, [text for reader, rows in gathered for text in _texts(reader, rows)])
    told = {reader.id for reader, _ in gathered}
    await note_mailed(session, [one.row(at, goes_at[one.reader.id], one.reader.id in told) for one in due])
    await promise_post(session, [later for later in goes_at.values() if later > at])
    if len(due) == READERS_AT_ONCE:
        await jobs.enqueue(session, POST, {})


async def _due(session: Session, at: datetime) -> list[Due]:
    """The next readers whose mail is due, theirs alone until this turn ends."""
    rows = await session.execute(
        sa.select(
            PEOPLE.c.id,
            PEOPLE.c.given_name,
            PEOPLE.c.locale,
            PEOPLE.c.time_zone,
            READERS.c.quiet_from,
            READERS.c.quiet_until,
            (PEOPLE.c.status == PersonStatus.ACTIVE).label("is_here"),
            READERS.c.mailed_on,
            READERS.c.mailed_count,
        )
        .join(PEOPLE, PEOPLE.c.id == READERS.c.person_id)
        .where(READERS.c.mail_due_at <= at)
        .order_by(READERS.c.mail_due_at, READERS.c.person_id)
        .limit(READERS_AT_ONCE)
        .with_for_update(of=READERS, skip_locked=True)
    )
    return [Due(reader_row(row), row.is_here, row.mailed_on, row.mailed_count) for row in rows]


async def _take(session: Session, people: Sequence[UUID]) -> dict[UUID, list[Waiting]]:
    """What waits to be gathered for each of these people, oldest first; it waits no more."""
    theirs = sa.and_(NOTIFICATIONS.c.person_id.in_(people), NOTIFICATIONS.c.waits_for != "")
    names = ("id", "person_id", "kind", "code", "params", "href", "waits_for")
    rows = await session.execute(
        sa.select(*(NOTIFICATIONS.c[name] for name in names))
        .where(theirs)
        .order_by(NOTIFICATIONS.c.id)
        .with_for_update()
    )
    taken: dict[UUID, list[Waiting]] = {}
    for row in rows:
        channels = frozenset(Channel(name) for name in row.waits_for.split())
        said = Said(row.code, row.params, row.href)
        taken.setdefault(row.person_id, []).append(Waiting(row.id, row.kind, channels, said))
    await session.execute(sa.update(NOTIFICATIONS).where(theirs).values(waits_for=""))
    return taken


def _letters(session: Session, reader: ReaderRow, rows: Sequence[Waiting]) -> list[Addressed]:
    """The mail of what waits for mail, if anything does."""
    mailed = [row for row in rows if Channel.MAIL in row.channels]
    if not mailed:
        return []
    mailer: Mailer = session.info["mailer"]
    translator = mailer.catalogues.translator(reader.locale)
    lines = [
        {
            "title": headline(translator, reader.zone, row.said.code, row.said.params),
            "detail": detail(translator, reader.zone, row.said.code, row.said.params),
            "href": row.said.href,
        }
        for row in mailed[:MOST_LINES]
    ]
    letter = Letter("notices", {"lines": lines, "count": len(mailed), "more": len(mailed) - len(lines)})
    return [Addressed(f"notices:{mailed[0].id}", tuple({row.kind: None for row in mailed}), reader, letter)]


def _texts(reader: ReaderRow, rows: Sequence[Waiting]) -> list[Text]:
    """One text for each other channel that something waits for."""
    texts = []
    for channel in sorted({one for row in rows for one in row.channels} - {Channel.MAIL}):
        told = [row for row in rows if channel in row.channels]
        said = [row.said for row in told]
        texts.append(Text(f"notices:{told[0].id}", told[0].kind, channel, reader, said))
    return texts
