"""What administrators may read of what happened: one statement a list, with the names of people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import identity
from backend.commitments import COMMITMENTS
from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed
from backend.core.text import like
from backend.events import EVENTS
from backend.identity import PEOPLE, Permission, display_name
from backend.recognition import BRAVOS, Subject
from backend.reports import SOURCE, disguised

PROMISED = sa.select(COMMITMENTS.c.source_id).where(
    COMMITMENTS.c.id == EVENTS.c.subject_id, COMMITMENTS.c.source_kind == SOURCE
)
THANKED = sa.select(BRAVOS.c.subject_id).where(
    BRAVOS.c.id == EVENTS.c.subject_id, BRAVOS.c.subject_kind == Subject.REPORT
)
REPORT = sa.case(
    {
        "report": EVENTS.c.subject_id,
        "commitment": PROMISED.correlate(EVENTS).scalar_subquery(),
        "bravo": THANKED.correlate(EVENTS).scalar_subquery(),
    },
    value=EVENTS.c.subject_kind,
)
"""The report that an event is about, or that the promise or the bravo it is about was for."""
DISGUISED = disguised(REPORT, EVENTS.c.actor_id)
"""Whether whoever acted is known to those who answer alone: the audit neither names nor finds them."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Narrowing of the audit.

    `name` is an event's name, or its beginning (`circle` finds `circle.created`); `words` match the name or
    e-mail of whoever acted; `person_id` is who acted or was concerned.
    """

    name: str = ""
    words: str = ""
    person_id: UUID | None = None
    subject_kind: str = ""
    subject_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. `actor_id` is None for the system, and where whoever signed a report by a pseudonym acted on
    it (`disguised`); `actor_name` is None for people since erased too.
    """

    id: UUID
    name: str
    actor_id: UUID | None
    actor_name: str | None
    disguised: bool
    subject_kind: str
    subject_id: UUID | None
    subject_name: str | None
    payload: Mapping[str, Any]
    occurred_at: datetime


async def visible_events(
    session: Session, actor: Actor, page: Page, wanted: EventFilter | None = None
) -> Listing[EventRow]:
    """One page of what happened, newest first. Errors: NotAllowed(permission)."""
    wanted = wanted or EventFilter()
    statement = _events(actor)
    if wanted.name:
        name = wanted.name.strip().rstrip(".")
        # A range, because it can use the index: every longer name that begins with `name.` sorts inside it.
        inside = sa.and_(EVENTS.c.name >= f"{name}.", EVENTS.c.name < f"{name}/")
        statement = statement.where(sa.or_(EVENTS.c.name == name, inside))
    if wanted.words.strip():
        statement = statement.where(_people_named(wanted.words))
    if wanted.person_id:
        of_person = sa.and_(EVENTS.c.subject_kind == "person", EVENTS.c.subject_id == wanted.person_id)
        acted = sa.and_(EVENTS.c.actor_id == wanted.person_id, ~DISGUISED)
        statement = statement.where(sa.or_(acted, of_person))
    if wanted.subject_kind:
        statement = statement.where(EVENTS.c.subject_kind == wanted.subject_kind)
    if wanted.subject_id:
        statement = statement.where(EVENTS.c.subject_id == wanted.subject_id)
    return await listed(session, statement, [EVENTS.c.id], page, _row, name="events", descending=True)


async def events_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, EventRow]:
    """Those of these events that the actor may read, in one statement."""
    if not actor.may(Permission.AUDIT_SEE):
        return {}
    found = await session.execute(_events(actor).where(EVENTS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


def _events(actor: Actor) -> sa.Select[Any]:
    if not actor.may(Permission.AUDIT_SEE):
        raise identity.NotAllowed(permission=Permission.AUDIT_SEE.value)
    by, about = alias_of(PEOPLE, "by"), alias_of(PEOPLE, "about")
    concerned = sa.and_(about.c.id == EVENTS.c.subject_id, EVENTS.c.subject_kind == "person")
    return (
        sa.select(
            *(column for column in EVENTS.c if column.name != "actor_id"),
            sa.case((~DISGUISED, EVENTS.c.actor_id)).label("actor_id"),
            sa.case((DISGUISED, True), else_=False).label("disguised"),
            display_name(by).label("actor_name"),
            display_name(about).label("subject_name"),
        )
        .select_from(EVENTS)
        .outerjoin(by, sa.and_(by.c.id == EVENTS.c.actor_id, ~DISGUISED))
        .outerjoin(about, concerned)
    )


def _people_named(words: str) -> sa.ColumnElement[bool]:
    named = sa.and_(*(PEOPLE.c.search.like(like(word), escape="\\") for word in words.split()[:8]))
    return sa.and_(EVENTS.c.actor_id.in_(sa.select(PEOPLE.c.id).where(named)), ~DISGUISED)


def _row(row: sa.Row[Any]) -> EventRow:
    return EventRow(**{name: row._mapping[name] for name in EventRow.__slots__})
