"""People: finding them, and turning one into the actor of a unit of work."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.core.text import like
from backend.identity.models import ORG_UNITS, PEOPLE, ROLE_GRANTS, Person, PersonStatus, Role
from backend.identity.permissions import TABLE


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the company as lists show them."""

    id: UUID
    display_name: str
    email: str
    unit_name: str | None


async def visible_people(session: Session, actor: Actor, page: Page, words: str = "") -> Listing[PersonRow]:
    """One page of the active people whose name or e-mail holds every one of `words`, by name."""
    statement = (
        sa.select(
            PEOPLE.c.id,
            PEOPLE.c.given_name,
            PEOPLE.c.family_name,
            PEOPLE.c.email,
            ORG_UNITS.c.name.label("unit_name"),
        )
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        .where(PEOPLE.c.status == PersonStatus.ACTIVE)
        .where(*(PEOPLE.c.search.like(like(word), escape="\\") for word in words.split()[:8]))
    )
    order = [PEOPLE.c.family_name, PEOPLE.c.given_name, PEOPLE.c.id]
    return await listed(session, statement, order, page, _person_row, name="people")


def _person_row(row: sa.Row[Any]) -> PersonRow:
    return PersonRow(row.id, f"{row.given_name} {row.family_name}", row.email, row.unit_name)


async def get_person(session: Session, person_id: UUID) -> Person:
    """An active person. Errors: NotFound."""
    person: Person | None = await session.get(Person, person_id)
    if person is None or person.status is not PersonStatus.ACTIVE:
        raise NotFound
    return person


async def person_by_email(session: Session, email: str) -> Person | None:
    """The active person with this address, whatever its case."""
    found = await session.execute(
        sa.select(Person).where(
            PEOPLE.c.email == email.strip().lower(), PEOPLE.c.status == PersonStatus.ACTIVE
        )
    )
    person: Person | None = found.scalar_one_or_none()
    return person


async def actor_of(session: Session, person_id: UUID, scopes: Iterable[str] | None = None) -> Actor | None:
    """The person as an actor with the reach of their roles; None if they are not active."""
    rows = (
        await session.execute(
            sa.select(Person, ROLE_GRANTS.c.role, ROLE_GRANTS.c.org_unit_id)
            .outerjoin(ROLE_GRANTS, ROLE_GRANTS.c.person_id == PEOPLE.c.id)
            .where(PEOPLE.c.id == person_id, PEOPLE.c.status == PersonStatus.ACTIVE)
        )
    ).all()
    if not rows:
        return None
    person: Person = rows[0][0]
    reach: dict[str, set[UUID | None]] = defaultdict(set)
    for permission in TABLE[Role.EMPLOYEE]:
        reach[permission].add(EVERYWHERE)
    for _, role, unit_id in rows:
        for permission in TABLE[role] if role else ():
            reach[permission].add(unit_id)
    return Actor(
        person_id=person.id,
        name=person.display_name,
        locale=person.locale,
        time_zone=person.time_zone,
        org_unit_id=person.org_unit_id,
        manager_id=person.manager_id,
        level=person.level,
        reach=MappingProxyType({key: frozenset(units) for key, units in reach.items()}),
        scopes=None if scopes is None else frozenset(scopes),
    )
