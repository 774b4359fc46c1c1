"""Who is told, in what language, where and when; and the one row that keeps where each stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend.core import live
from backend.core.db import Session, alias_of
from backend.core.inserts import insert_into
from backend.identity import PEOPLE, PersonStatus
from backend.notifications.channels import ways_out
from backend.notifications.kinds import KINDS
from backend.notifications.models import PREFERENCES, READERS, Channel, NotificationKind, Reader

QUIET_FROM, QUIET_UNTIL = (
    Reader.model_fields["quiet_from"].default,
    Reader.model_fields["quiet_until"].default,
)


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody to tell. `channels` is where they want and can be told of the kind asked about, if one was."""

    id: UUID
    given_name: str
    locale: str
    time_zone: str
    quiet_from: time
    quiet_until: time
    channels: frozenset[Channel] = frozenset()

    @property
    def away(self) -> frozenset[Channel]:
        """Where they are told besides their inbox."""
        return self.channels - {Channel.INBOX}

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


async def readers_of(session: Session, kind: NotificationKind, people: Collection[UUID]) -> list[ReaderRow]:
    """Those of `people` who are still here, in the order of their ids; one statement for all."""
    there = ways_out(session) | {Channel.INBOX}
    choices = {channel: alias_of(PREFERENCES, channel.value) for channel in Channel if channel in there}
    statement = sa.select(
        PEOPLE.c.id,
        PEOPLE.c.given_name,
        PEOPLE.c.locale,
        PEOPLE.c.time_zone,
        sa.func.coalesce(READERS.c.quiet_from, sa.literal(QUIET_FROM)).label("quiet_from"),
        sa.func.coalesce(READERS.c.quiet_until, sa.literal(QUIET_UNTIL)).label("quiet_until"),
        PEOPLE.c.mobile,
        *(
            sa.func.coalesce(of.c.wanted, sa.literal(channel in KINDS[kind].by_default)).label(channel.value)
            for channel, of in choices.items()
        ),
    ).outerjoin(READERS, READERS.c.person_id == PEOPLE.c.id)
    for channel, of in choices.items():
        mine = sa.and_(of.c.person_id == PEOPLE.c.id, of.c.kind == kind, of.c.channel == channel)
        statement = statement.outerjoin(of, mine)
    found = await session.execute(
        statement.where(PEOPLE.c.id.in_(people), PEOPLE.c.status == PersonStatus.ACTIVE).order_by(PEOPLE.c.id)
    )
    return [
        reader_row(
            row, frozenset(one for one in choices if row._mapping[one.value] and _is_reached(row, one))
        )
        for row in found
    ]


def _is_reached(row: sa.Row[Any], channel: Channel) -> bool:
    return channel is not Channel.SMS or bool(row.mobile)


def reader_row(row: sa.Row[Any], channels: frozenset[Channel] = frozenset()) -> ReaderRow:
    """A reader from a row that has their columns, and others."""
    names = ("id", "given_name", "locale", "time_zone", "quiet_from", "quiet_until")
    return ReaderRow(**{name: row._mapping[name] for name in names}, channels=channels)


def topic_of(person_id: UUID) -> str:
    """What tells open pages that somebody's unread notifications changed."""
    return f"notifications:{person_id}"


async def note_told(session: Session, told: Sequence[tuple[UUID, bool, datetime | None]]) -> None:
    """One more unread for each person told in their inbox, and when their next mail goes, if none is planned.

    Taken in the order of the people's ids, so that two who tell the same people take turns.
    """
    rows = [
        {"person_id": person_id, "unread": int(in_inbox), "mail_due_at": due}
        for person_id, in_inbox, due in sorted(told)
    ]
    await _write(
        session,
        rows,
        lambda new: {
            "unread": READERS.c.unread + new.unread,
            "mail_due_at": sa.func.coalesce(READERS.c.mail_due_at, new.mail_due_at),
        },
    )
    if topics := [topic_of(person_id) for person_id, in_inbox, _ in told if in_inbox]:
        await live.tell(session, *topics)


async def note_mailed(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep when each person was last written to, how often that day, and when they will be."""
    names = ("mail_due_at", "mailed_on", "mailed_count")
    await _write(session, rows, lambda new: {name: new[name] for name in names})


async def _write(session: Session, rows: Sequence[Mapping[str, Any]], change: Any) -> None:
    if not rows:
        return
    statement = insert_into(session, READERS).values(rows)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["person_id"], set_=change(statement.excluded))
    )
