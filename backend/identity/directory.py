"""The company directory: people, units and sites as everybody may look them up. Plain rows, set-based."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed, listed_by
from backend.core.text import like
from backend.identity.models import (
    HEADCOUNTS,
    JOB_FAMILIES,
    ORG_UNIT_HEADS,
    ORG_UNIT_TREE,
    ORG_UNITS,
    PEOPLE,
    SITES,
    PersonStatus,
)
from backend.identity.permissions import Permission


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the directory shows them. `locale` is theirs and the administrators' to read."""

    id: UUID
    email: str
    given_name: str
    family_name: str
    locale: str
    status: PersonStatus
    org_unit_id: UUID | None
    unit_name: str | None
    site_id: UUID | None
    site_name: str | None
    job_family: str | None
    manager_id: UUID | None
    manager_name: str | None

    @property
    def display_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class UnitRow:
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


async def visible_people(
    session: Session, actor: Actor, page: Page, words: str = "", *, inactive: bool = False
) -> Listing[PersonRow]:
    """People whose name or e-mail holds `words`, by family name; closed accounts are for PEOPLE_SEE only."""
    statement = _people(actor, inactive=inactive)
    for word in words.split()[:8]:
        statement = statement.where(PEOPLE.c.search.like(like(word), escape="\\"))
    order = [PEOPLE.c.family_name, PEOPLE.c.given_name, PEOPLE.c.id]
    return await listed(session, statement, order, page, _person, name="people")


async def people_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, PersonRow]:
    """Those of these people that the actor may see, in one statement."""
    found = await session.execute(_people(actor, inactive=True).where(PEOPLE.c.id.in_(ids)))
    return {row.id: _person(row) for row in found}


async def search_units(session: Session, words: str, limit: int) -> list[UnitRow]:
    """Up to `limit` units whose name holds `words`, nearest the top first."""
    found = await session.execute(
        _units()
        .where(ORG_UNITS.c.name.icontains(words.strip(), autoescape=True))
        .order_by(ORG_UNITS.c.depth, ORG_UNITS.c.name, ORG_UNITS.c.id)
        .limit(limit)
    )
    return [_unit(row) for row in found]


async def units_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, UnitRow]:
    """Units in one statement."""
    found = await session.execute(_units().where(ORG_UNITS.c.id.in_(ids)))
    return {row.id: _unit(row) for row in found}


async def units_below(session: Session, parents: Sequence[UUID], page: Page) -> dict[UUID, Listing[UnitRow]]:
    """One page of the direct children of each parent, by name, in one statement."""
    parent = ORG_UNITS.c.parent_id
    statement = _units().where(parent.in_(parents))
    order = [ORG_UNITS.c.name, ORG_UNITS.c.id]
    return await listed_by(session, statement, parent, order, page, _unit, name="units")


async def sites_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, SiteRow]:
    """Sites in one statement."""
    found = await session.execute(sa.select(SITES).where(SITES.c.id.in_(ids)))
    return {row.id: SiteRow(**row._mapping) for row in found}


def _people(actor: Actor, *, inactive: bool) -> sa.Select[Any]:
    manager = PEOPLE.alias("manager")
    statement = (
        sa.select(
            PEOPLE.c.id,
            PEOPLE.c.email,
            PEOPLE.c.given_name,
            PEOPLE.c.family_name,
            PEOPLE.c.locale,
            PEOPLE.c.status,
            PEOPLE.c.org_unit_id,
            ORG_UNITS.c.name.label("unit_name"),
            PEOPLE.c.site_id,
            SITES.c.name.label("site_name"),
            JOB_FAMILIES.c.name.label("job_family"),
            PEOPLE.c.manager_id,
            (manager.c.given_name + " " + manager.c.family_name).label("manager_name"),
        )
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        .outerjoin(SITES, SITES.c.id == PEOPLE.c.site_id)
        .outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
        .outerjoin(manager, manager.c.id == PEOPLE.c.manager_id)
    )
    if inactive and actor.may_somewhere(Permission.PEOPLE_SEE):
        return statement
    return statement.where(PEOPLE.c.status == PersonStatus.ACTIVE)


def _units() -> sa.Select[Any]:
    parent, head = ORG_UNITS.alias("parent"), PEOPLE.alias("head")
    headcount = (
        sa.select(sa.func.coalesce(sa.func.sum(HEADCOUNTS.c.people), 0))
        .join(ORG_UNIT_TREE, ORG_UNIT_TREE.c.descendant_id == HEADCOUNTS.c.org_unit_id)
        .where(ORG_UNIT_TREE.c.ancestor_id == ORG_UNITS.c.id)
        .scalar_subquery()
    )
    return (
        sa.select(
            ORG_UNITS.c.id,
            ORG_UNITS.c.name,
            ORG_UNITS.c.path,
            ORG_UNITS.c.depth,
            ORG_UNITS.c.parent_id,
            parent.c.name.label("parent_name"),
            head.c.id.label("head_id"),
            (head.c.given_name + " " + head.c.family_name).label("head_name"),
            headcount.label("headcount"),
        )
        .outerjoin(parent, parent.c.id == ORG_UNITS.c.parent_id)
        .outerjoin(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == ORG_UNITS.c.id)
        .outerjoin(head, head.c.id == ORG_UNIT_HEADS.c.person_id)
    )


def _person(row: sa.Row[Any]) -> PersonRow:
    return PersonRow(**{name: row._mapping[name] for name in PersonRow.__slots__})


def _unit(row: sa.Row[Any]) -> UnitRow:
    return UnitRow(**{name: row._mapping[name] for name in UnitRow.__slots__})
