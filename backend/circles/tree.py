"""The tree of circles: who sponsors whom, and how far a circle reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors
from backend.circles.circle_rows import CircleRow, circle_rows, row_of
from backend.circles.models import CIRCLES, Circle, CircleKind, CircleStatus
from backend.circles.standing import get_circle_by_id
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed_by

DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Reach:
    """Open circles of one kind at or under a circle: how many, how many have a lead, members, seats.

    `seats` is None where one of them takes everybody.
    """

    circles: int
    led: int
    members: int
    seats: int | None


async def require_parent(
    session: Session, actor: Actor, parent_id: UUID | None, *, of: Circle | None = None
) -> None:
    """Refuse a parent that the actor may not see or that may not sponsor `of`. Errors: ParentUnfit.

    The parent and `of` are locked, in one order: neither is closed nor moved under the other meanwhile.
    """
    if parent_id is None:
        return
    both = [parent_id, *([of.id] if of else [])]
    await session.execute(
        sa.select(Circle)
        .where(CIRCLES.c.id.in_(both))
        .order_by(CIRCLES.c.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    try:
        parent = await get_circle_by_id(session, actor, parent_id)
    except NotFound as error:
        raise errors.ParentUnfit from error
    if parent.kind is not CircleKind.EVANGELIST or parent.status is not CircleStatus.ACTIVE:
        raise errors.ParentUnfit
    if of is not None:
        below = _below(of.id)
        inside = await session.execute(sa.select(below.c.id).where(below.c.id == parent_id).limit(1))
        if inside.one_or_none() is not None:
            raise errors.ParentUnfit


async def sponsored_count(session: Session, circle_id: UUID) -> int:
    """How many circles that are not archived have this one as parent."""
    found = await session.execute(
        sa.select(sa.func.count()).where(
            CIRCLES.c.parent_id == circle_id, CIRCLES.c.status != CircleStatus.ARCHIVED
        )
    )
    return int(found.scalar_one())


async def child_rows(
    session: Session, actor: Actor, circle_ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[CircleRow]]:
    """A page of the circles that each of `circle_ids` sponsors, by name; one statement for all."""
    statement = circle_rows(actor).where(
        CIRCLES.c.parent_id.in_(circle_ids), CIRCLES.c.status != CircleStatus.ARCHIVED
    )
    order = [CIRCLES.c.search, CIRCLES.c.id]
    return await listed_by(
        session, statement, CIRCLES.c.parent_id, circle_ids, order, page, row_of, name="children"
    )


async def reach_of(session: Session, circle_id: UUID) -> dict[CircleKind, Reach]:
    """What the circle and all those under it gather, by kind; one statement."""
    rows = await session.execute(_reach(), {"top": circle_id})
    return {row.kind: Reach(row.circles, row.led, row.members, row.seats) for row in rows}


@cache
def _reach() -> sa.Select[Any]:
    below = _below(sa.bindparam("top"))
    unlimited = sa.func.sum(sa.case((CIRCLES.c.capacity.is_(None), 1), else_=0))
    return (
        sa.select(
            CIRCLES.c.kind,
            sa.func.count().label("circles"),
            sa.func.sum(sa.case((CIRCLES.c.lead_count > 0, 1), else_=0)).label("led"),
            sa.func.sum(CIRCLES.c.member_count).label("members"),
            sa.case((unlimited == 0, sa.func.sum(CIRCLES.c.capacity))).label("seats"),
        )
        .where(CIRCLES.c.id.in_(sa.select(below.c.id)), CIRCLES.c.status == CircleStatus.ACTIVE)
        .group_by(CIRCLES.c.kind)
    )


def _below(circle_id: Any) -> Any:
    """The circle and its descendants, as a recursive table; its depth is bounded whatever the data."""
    top = (
        sa.select(CIRCLES.c.id, sa.literal(0).label("depth"))
        .where(CIRCLES.c.id == circle_id)
        .cte("below", recursive=True)
    )
    under = sa.select(CIRCLES.c.id, top.c.depth + 1).where(
        CIRCLES.c.parent_id == top.c.id, top.c.depth < DEEPEST
    )
    return top.union_all(under)
