"""How far messages have gone, read from their roll-ups: layers, units, orphan teams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import MESSAGE_LAYERS as LAYERS
from backend.circles.models import MESSAGE_UNITS as UNITS
from backend.core.clock import now
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed_by
from backend.identity import ORG_UNITS, PersonRow, people_by_ids


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One management level of a message. Times are None until they come."""

    message_id: UUID
    layer: int
    headcount: int
    reached: int
    understood: int
    opened_at: datetime | None
    due_at: datetime | None
    half_at: datetime | None

    @property
    def time_to_half(self) -> timedelta | None:
        """From the layer's opening to its half; zero for one that was there before its turn."""
        if self.half_at is None:
            return None
        return max(timedelta(), self.half_at - (self.opened_at or self.half_at))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One team of a message, its direct members; `due_at` is its deepest layer's."""

    message_id: UUID
    org_unit_id: UUID
    name: str
    head_name: str | None
    layer: int
    headcount: int
    reached: int
    reached_at: datetime | None
    understood: int
    head_understood: bool
    understood_at: datetime | None
    due_at: datetime | None


class UnitCount(NamedTuple):
    """How many teams a message is addressed to, and how many have understood."""

    total: int
    understood: int


async def layer_rows(session: Session, message_ids: Sequence[UUID]) -> dict[UUID, list[LayerRow]]:
    """The layers of each message from the top down, in one statement."""
    rows = await session.execute(
        sa.select(LAYERS).where(LAYERS.c.message_id.in_(message_ids)).order_by(LAYERS.c.layer)
    )
    found: dict[UUID, list[LayerRow]] = {message_id: [] for message_id in message_ids}
    for row in rows:
        found[row.message_id].append(LayerRow(**row._mapping))
    return found


async def unit_rows(
    session: Session, message_ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[UnitRow]]:
    """The teams of each message by name, in two statements."""
    return await _listed(session, _units(), message_ids, page, "units")


async def orphan_rows(
    session: Session, message_ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[UnitRow]]:
    """Teams of which nobody had been reached at their deadline; `reached_at` tells who was since."""
    late = sa.or_(UNITS.c.reached_at.is_(None), UNITS.c.reached_at > LAYERS.c.due_at)
    orphans = _units().where(LAYERS.c.due_at <= now(), late)
    return await _listed(session, orphans, message_ids, page, "orphans")


async def unit_count(session: Session, message_id: UUID) -> UnitCount:
    """The teams of a message, and those that have understood."""
    found = await session.execute(
        sa.select(sa.func.count(), sa.func.count(UNITS.c.understood_at)).where(
            UNITS.c.message_id == message_id
        )
    )
    return UnitCount(*found.one())


def _units() -> sa.Select[Any]:
    return (
        sa.select(UNITS, ORG_UNITS.c.name, LAYERS.c.due_at)
        .join(ORG_UNITS, ORG_UNITS.c.id == UNITS.c.org_unit_id)
        .join(LAYERS, sa.and_(LAYERS.c.message_id == UNITS.c.message_id, LAYERS.c.layer == UNITS.c.layer))
    )


async def _listed(
    session: Session, statement: sa.Select[Any], message_ids: Sequence[UUID], page: Page, name: str
) -> dict[UUID, Listing[UnitRow]]:
    order = [ORG_UNITS.c.search, ORG_UNITS.c.id]
    found = await listed_by(
        session, statement, UNITS.c.message_id, message_ids, order, page, lambda row: row, name=name
    )
    # Joined to all the teams there are, people would be read from end to end for the few that are shown.
    shown = {row.head_id for one in found.values() for row in one.items}
    heads = await people_by_ids(session, shown - {None})
    return {
        message_id: replace(one, items=[_unit(row, heads) for row in one.items])
        for message_id, one in found.items()
    }


def _unit(row: sa.Row[Any], heads: Mapping[UUID, PersonRow]) -> UnitRow:
    head = heads.get(row.head_id)
    known = {name: row._mapping[name] for name in UnitRow.__slots__ if name != "head_name"}
    return UnitRow(**known, head_name=head.display_name if head else None)
