"""What a reader may list about circles: one statement per list, plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.circle_rows import READER, CircleRow, asked_by, circle_rows, row_of, rows_made_once
from backend.circles.models import CIRCLES, CURRENT, MEMBERSHIPS, CircleKind, CircleStatus, MembershipStatus
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.core.text import like


class CircleOrder(StrEnum):
    NAME = "name"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class CircleFilter:
    """Narrowing of the list of circles; `words` match name and unit, `mine` keeps the reader's own."""

    words: str = ""
    kind: CircleKind | None = None
    status: CircleStatus | None = None
    mine: bool = False


async def visible_circles(
    session: Session,
    actor: Actor,
    page: Page,
    wanted: CircleFilter | None = None,
    order: CircleOrder = CircleOrder.NAME,
) -> Listing[CircleRow]:
    """One page of the circles the actor may see, archived ones only when asked for."""
    wanted = wanted or CircleFilter()
    everywhere, values = asked_by(actor)
    statement = _wanted(everywhere, bool(wanted.words), wanted.kind, wanted.status, wanted.mine)
    if wanted.words:
        values["words"] = like(wanted.words)
    newest = order is CircleOrder.NEWEST
    return await listed(
        session,
        statement,
        [CIRCLES.c.id] if newest else [CIRCLES.c.search, CIRCLES.c.id],
        page,
        row_of,
        name=order.value,
        descending=newest,
        values=values,
    )


@cache
def _wanted(
    everywhere: bool, by_words: bool, kind: CircleKind | None, status: CircleStatus | None, mine: bool
) -> sa.Select[Any]:
    """The statement of a filter, whose words are the value `words`."""
    statement = rows_made_once(everywhere)
    if by_words:
        statement = statement.where(
            CIRCLES.c.search.like(sa.bindparam("words", type_=sa.String), escape="\\")
        )
    if kind:
        statement = statement.where(CIRCLES.c.kind == kind)
    if status:
        statement = statement.where(CIRCLES.c.status == status)
    else:
        statement = statement.where(CIRCLES.c.status != CircleStatus.ARCHIVED)
    if mine:
        spells = sa.select(MEMBERSHIPS.c.circle_id).where(
            MEMBERSHIPS.c.person_id == READER, MEMBERSHIPS.c.status.in_(CURRENT)
        )
        statement = statement.where(CIRCLES.c.id.in_(spells))
    return statement


async def my_circles(
    session: Session, actor: Actor, page: Page, status: MembershipStatus | None = None
) -> Listing[CircleRow]:
    """The circles the actor belongs to, waits for, asked to join or is invited to, or only in `status`."""
    spell = sa.select(MEMBERSHIPS.c.circle_id).where(
        MEMBERSHIPS.c.person_id == actor.person_id, MEMBERSHIPS.c.status.in_([status] if status else CURRENT)
    )
    statement = circle_rows(actor).where(CIRCLES.c.id.in_(spell))
    return await listed(session, statement, [CIRCLES.c.search, CIRCLES.c.id], page, row_of, name="mine")


async def circles_by_id(session: Session, actor: Actor, circle_ids: Sequence[UUID]) -> dict[UUID, CircleRow]:
    """Those of these circles that the actor may see."""
    found = await session.execute(circle_rows(actor).where(CIRCLES.c.id.in_(circle_ids)))
    return {row.id: row_of(row) for row in found}


async def circle_row(session: Session, actor: Actor, circle_id: UUID) -> CircleRow:
    """One circle as pages show it. Errors: NotFound, also where the actor may not know of it (any more)."""
    found = (await session.execute(circle_rows(actor).where(CIRCLES.c.id == circle_id))).one_or_none()
    if found is None:
        raise NotFound
    return row_of(found)
