"""What works here already, kept and credited: the circle enriches it and wipes nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import errors
from backend.circles.inputs import PracticeInput
from backend.circles.models import PRACTICES, Circle, Practice
from backend.circles.policy import may_edit, require_edit, require_open
from backend.circles.queries import circles_by_id
from backend.circles.standing import get_circle_by_id, standing_of
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed_by


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice, and where it comes from in its bearers' words (`credit`)."""

    id: UUID
    circle_id: UUID
    title: str
    credit: str


async def practice_rows(
    session: Session, circle_ids: Sequence[UUID], page: Page
) -> Mapping[UUID, Listing[PracticeRow]]:
    """One page of practices for each circle, in the order they were kept, in one statement.

    The caller has checked that the circles may be seen.
    """
    statement = sa.select(PRACTICES.c.id, PRACTICES.c.circle_id, PRACTICES.c.title, PRACTICES.c.credit)
    order = [PRACTICES.c.id]
    return await listed_by(
        session, statement, PRACTICES.c.circle_id, circle_ids, order, page, _row, name="practices"
    )


async def practices_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, PracticeRow]:
    """Those of these practices whose circle the actor may see, in two statements."""
    found = await session.execute(sa.select(PRACTICES).where(PRACTICES.c.id.in_(ids)))
    rows = [_row(row) for row in found]
    seen = await circles_by_id(session, actor, list({row.circle_id for row in rows}))
    return {row.id: row for row in rows if row.circle_id in seen}


async def add_practice(session: Session, actor: Actor, circle: Circle, given: PracticeInput) -> Practice:
    """A member keeps a practice of theirs. Errors: MembersOnly, CircleClosed."""
    standing = await standing_of(session, actor, circle)
    if not (standing.is_member or may_edit(standing)):
        raise errors.MembersOnly
    require_open(standing)
    practice = Practice(circle_id=circle.id, added_by_id=actor.person_id, **given.model_dump())
    session.add(practice)
    await session.flush()
    await events.record(session, actor, "practice.added", "practice", practice.id, circle_id=circle.id)
    return practice


async def get_practice(session: Session, actor: Actor, practice_id: UUID) -> PracticeRow:
    """One practice. Errors: NotFound, also where the actor may not know of its circle."""
    practice = await _practice(session, actor, practice_id)
    return PracticeRow(practice.id, practice.circle_id, practice.title, practice.credit)


async def remove_practice(session: Session, actor: Actor, practice_id: UUID) -> Circle:
    """Take a practice off the list; returns its circle. Errors: NotFound, LeadsOnly."""
    practice = await _practice(session, actor, practice_id)
    circle = await get_circle_by_id(session, actor, practice.circle_id)
    require_edit(await standing_of(session, actor, circle))
    await session.execute(sa.delete(PRACTICES).where(PRACTICES.c.id == practice_id))
    await events.record(
        session, actor, "practice.removed", "practice", practice_id, circle_id=circle.id, title=practice.title
    )
    return circle


async def _practice(session: Session, actor: Actor, practice_id: UUID) -> Practice:
    practice: Practice | None = await session.get(Practice, practice_id)
    if practice is None:
        raise NotFound
    await get_circle_by_id(session, actor, practice.circle_id)
    return practice


def _row(row: sa.Row[Any]) -> PracticeRow:
    return PracticeRow(row.id, row.circle_id, row.title, row.credit)
