"""Units, who heads them and how many people they hold, and sites: what everybody may look up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed_by
from backend.identity.models import (
    ORG_UNIT_HEADS,
    ORG_UNITS,
    PEOPLE,
    SITES,
)
from backend.identity.names import display_name
from backend.identity.whereabouts import Point


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """A unit, its head, and the active people in it and below."""

    id: UUID
    name: str
    path: str
    depth: int
    parent_id: UUID | None
    parent_name: str | None
    head_id: UUID | None
    head_name: str | None
    headcount: int


@dataclass(frozen=True, slots=True)
class SiteRow:
    id: UUID
    code: str
    name: str
    region: str
    latitude: float | None
    longitude: float | None
    head_office: bool

    @property
    def point(self) -> Point | None:
        """Where it is on the map, if that is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


async def unit_profiles(session: Session, ids: Collection[UUID]) -> dict[UUID, UnitProfile]:
    """Units with their head and headcount, in one statement."""
    found = await session.execute(_units().where(ORG_UNITS.c.id.in_(ids)))
    return {row.id: _unit(row) for row in found}


async def unit_profiles_below(
    session: Session, parents: Sequence[UUID], page: Page
) -> dict[UUID, Listing[UnitProfile]]:
    """One page of the direct children of each parent, by name, in one statement."""
    order = [ORG_UNITS.c.search, ORG_UNITS.c.id]
    return await listed_by(
        session, _units(), ORG_UNITS.c.parent_id, parents, order, page, _unit, name="units"
    )


async def sites_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, SiteRow]:
    """Sites in one statement."""
    found = await session.execute(sa.select(SITES).where(SITES.c.id.in_(ids)))
    return {row.id: SiteRow(**row._mapping) for row in found}


def _units() -> sa.Select[Any]:
    parent, head = alias_of(ORG_UNITS, "parent"), alias_of(PEOPLE, "head")
    return (
        sa.select(
            ORG_UNITS.c.id,
            ORG_UNITS.c.name,
            ORG_UNITS.c.path,
            ORG_UNITS.c.depth,
            ORG_UNITS.c.parent_id,
            parent.c.name.label("parent_name"),
            head.c.id.label("head_id"),
            display_name(head).label("head_name"),
            ORG_UNITS.c.headcount,
        )
        .outerjoin(parent, parent.c.id == ORG_UNITS.c.parent_id)
        .outerjoin(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == ORG_UNITS.c.id)
        .outerjoin(head, head.c.id == ORG_UNIT_HEADS.c.person_id)
    )


def _unit(row: sa.Row[Any]) -> UnitProfile:
    return UnitProfile(**{name: row._mapping[name] for name in UnitProfile.__slots__})
