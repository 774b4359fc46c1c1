"""What happened: one append-only row per verb, and the jobs that follow, in the verb's transaction."""

import random
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend import jobs
from backend.core import live
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import JSON, Session, table
from backend.core.ids import new_id, past_id

Reactions = Mapping[str, Sequence[str]]
"""Event name -> names of the jobs that follow from it; see `backend.reactions`."""


class Event(SQLModel, table=True):
    """An audit row. `actor_id` has no foreign key: history outlives the people in it."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index("ix_event_subject", "subject_kind", "subject_id", "id"),
        sa.Index("ix_event_name_id", "name", "id"),
        sa.Index("ix_event_actor_id_id", "actor_id", "id"),
        sa.Index("ix_event_occurred_at_id", "occurred_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=80)
    actor_id: UUID | None = None
    subject_kind: str = Field(max_length=40)
    subject_id: UUID | None = None
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    occurred_at: datetime = Field(default_factory=now)


EVENTS = table(Event)
_DICE = random.SystemRandom()


async def record(
    session: Session, actor: Actor, name: str, subject_kind: str, subject_id: UUID | None, **payload: Any
) -> UUID:
    """Write the event and promise its reactions, in the caller's transaction. Returns the event's id.

    Whoever looks at a subject of a live kind (`backend.reactions.LIVE`) is told after the commit.

    `payload` holds plain JSON values and UUIDs, which are written as text.
    """
    [event_id] = await record_many(session, actor, name, subject_kind, [subject_id], **payload)
    return event_id


async def states_of(session: Session, subject_kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """In which state each of these things is: a word that differs after each event about it."""
    found = dict.fromkeys(ids, "0")
    rows = await session.execute(
        sa.select(EVENTS.c.subject_id, sa.func.count(), sa.func.max(EVENTS.c.occurred_at))
        .where(EVENTS.c.subject_kind == subject_kind, EVENTS.c.subject_id.in_(ids))
        .group_by(EVENTS.c.subject_id)
    )
    return found | {one: f"{times}-{last.timestamp():.0f}" for one, times, last in rows}


async def record_unsigned(
    session: Session, name: str, subject_kind: str, subject_id: UUID, day: datetime, **payload: Any
) -> None:
    """An event that tells neither who nor at what hour: no actor, and an id of the midnight of its day.

    Nothing follows from it, since a job would tell the hour.
    """
    row = {"id": past_id(day, _DICE), "name": name, "actor_id": None, "subject_kind": subject_kind}
    row |= {"subject_id": subject_id, "payload": payload, "occurred_at": day}
    await session.execute(sa.insert(EVENTS), [row])


async def record_many(
    session: Session,
    actor: Actor,
    name: str,
    subject_kind: str,
    subject_ids: Sequence[UUID | None],
    **payload: Any,
) -> list[UUID]:
    """The same event about many subjects, in one statement, and one more for its reactions."""
    return await record_each(session, actor, name, subject_kind, [(one, payload) for one in subject_ids])


async def record_each(
    session: Session,
    actor: Actor,
    name: str,
    subject_kind: str,
    subjects: Sequence[tuple[UUID | None, Mapping[str, Any]]],
) -> list[UUID]:
    """As `record_many`, each subject with a payload of its own."""
    if not subjects:
        return []
    facts = [
        (new_id(), subject_id, {k: str(v) if isinstance(v, UUID) else v for k, v in payload.items()})
        for subject_id, payload in subjects
    ]
    shared = {"name": name, "actor_id": actor.person_id, "subject_kind": subject_kind, "occurred_at": now()}
    rows = [{"id": id_, "subject_id": about, "payload": plain, **shared} for id_, about, plain in facts]
    await session.execute(sa.insert(EVENTS), rows)
    reactions: Reactions = session.info.get("reactions", {})
    who = _text(actor.person_id)
    promised = [
        (job, {"event": name, "event_id": str(id_), "actor_id": who, "subject_id": _text(about), **plain})
        for id_, about, plain in facts
        for job in reactions.get(name, ())
    ]
    await jobs.enqueue_many(session, promised)
    if subject_kind in session.info.get("live_kinds", ()):
        await live.tell(session, *sorted({f"{subject_kind}:{about}" for _, about, _ in facts}))
    return [id_ for id_, _, _ in facts]


def _text(one: UUID | None) -> str | None:
    return None if one is None else str(one)
