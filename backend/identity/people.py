"""People: finding them, and turning one into the actor of a unit of work."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity.models import (
    JOB_FAMILIES,
    ORG_UNITS,
    PEOPLE,
    ROLE_GRANTS,
    SITES,
    Person,
    PersonStatus,
    Role,
)
from backend.identity.names import display_name, matching
from backend.identity.permissions import TABLE, Permission


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show them."""

    id: UUID
    given_name: str
    family_name: str
    email: str
    locale: str
    status: PersonStatus
    org_unit_id: UUID | None
    org_unit_name: str | None
    site_id: UUID | None
    site_name: str | None
    job_family: str | None
    manager_id: UUID | None
    manager_name: str | None

    @property
    def display_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def person_rows() -> sa.Select[Any]:
    """The statement behind every list of people, of any status."""
    manager = alias_of(PEOPLE, "manager")
    return (
        sa.select(
            PEOPLE,
            ORG_UNITS.c.name.label("org_unit_name"),
            SITES.c.name.label("site_name"),
            JOB_FAMILIES.c.name.label("job_family"),
            display_name(manager).label("manager_name"),
        )
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        .outerjoin(SITES, SITES.c.id == PEOPLE.c.site_id)
        .outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
        .outerjoin(manager, manager.c.id == PEOPLE.c.manager_id)
    )


async def visible_people(
    session: Session, actor: Actor, page: Page, words: str = "", *, closed: bool = False
) -> Listing[PersonRow]:
    """One page of the active people, by family name; `words` are starts of their names, in any order.

    Everybody in the company may find everybody; `closed` adds those who left, for administrators alone.
    """
    statement = person_rows().where(*matching(words))
    if not (closed and actor.may_somewhere(Permission.PEOPLE_SEE)):
        statement = statement.where(PEOPLE.c.status == PersonStatus.ACTIVE)
    order = [PEOPLE.c.sort_name, PEOPLE.c.id]
    return await listed(session, statement, order, page, _row, name="people")


async def people_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, PersonRow]:
    """These people by id, those who left included; one statement."""
    if not ids:
        return {}
    found = await session.execute(person_rows().where(PEOPLE.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def known_people(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, PersonRow]:
    """Those of these people that the actor may know of: those who left, for administrators alone."""
    rows = await people_by_ids(session, ids)
    if actor.may_somewhere(Permission.PEOPLE_SEE):
        return rows
    return {key: row for key, row in rows.items() if row.status is PersonStatus.ACTIVE}


def _row(row: sa.Row[Any]) -> PersonRow:
    fields = row._mapping
    return PersonRow(**{name: fields[name] for name in PersonRow.__slots__})


async def get_person(session: Session, person_id: UUID) -> Person:
    """An active person. Errors: NotFound."""
    person: Person | None = await session.get(Person, person_id)
    if person is None or person.status is not PersonStatus.ACTIVE:
        raise NotFound
    return person


async def emails_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """The addresses of these people, by id."""
    found = await session.execute(sa.select(PEOPLE.c.id, PEOPLE.c.email).where(PEOPLE.c.id.in_(ids)))
    return {row.id: row.email for row in found}


async def person_by_email(session: Session, email: str) -> Person | None:
    """The active person with this address, whatever its case."""
    found = await session.execute(
        sa.select(Person).where(
            PEOPLE.c.email == email.strip().lower(), PEOPLE.c.status == PersonStatus.ACTIVE
        )
    )
    person: Person | None = found.scalar_one_or_none()
    return person


ACTOR_ROWS = (
    sa.select(
        PEOPLE.c.id,
        PEOPLE.c.given_name,
        PEOPLE.c.family_name,
        PEOPLE.c.locale,
        PEOPLE.c.time_zone,
        PEOPLE.c.org_unit_id,
        PEOPLE.c.manager_id,
        PEOPLE.c.level,
        ROLE_GRANTS.c.role,
        ROLE_GRANTS.c.org_unit_id.label("granted_on"),
    )
    .select_from(PEOPLE.outerjoin(ROLE_GRANTS, ROLE_GRANTS.c.person_id == PEOPLE.c.id))
    .where(PEOPLE.c.status == PersonStatus.ACTIVE)
)
"""An active person, once for each of their roles. Read for every request, so composed once."""
_ACTORS = ACTOR_ROWS.where(PEOPLE.c.id.in_(sa.bindparam("ids", expanding=True)))


async def actor_of(session: Session, person_id: UUID, scopes: Iterable[str] | None = None) -> Actor | None:
    """The person as an actor with the reach of their roles; None if they are not active."""
    actor = (await actors_of(session, [person_id])).get(person_id)
    return replace(actor, scopes=frozenset(scopes)) if actor and scopes is not None else actor


async def actors_of(session: Session, person_ids: Collection[UUID]) -> dict[UUID, Actor]:
    """Those of these people who are active, as actors with the reach of their roles; one statement."""
    people: dict[UUID, list[sa.Row[Any]]] = defaultdict(list)
    for row in await session.execute(_ACTORS, {"ids": list(person_ids)}):
        people[row.id].append(row)
    return {person_id: actor_from(grants) for person_id, grants in people.items()}


def actor_from(grants: Sequence[sa.Row[Any]]) -> Actor:
    """The actor of a person whose row comes once for each role granted; at least once."""
    person = grants[0]
    reach: dict[str, set[UUID | None]] = defaultdict(set)
    for permission in TABLE[Role.EMPLOYEE]:
        reach[permission].add(EVERYWHERE)
    for grant in grants:
        for permission in TABLE[grant.role] if grant.role else ():
            reach[permission].add(grant.granted_on)
    return Actor(
        person_id=person.id,
        name=f"{person.given_name} {person.family_name}",
        locale=person.locale,
        time_zone=person.time_zone,
        org_unit_id=person.org_unit_id,
        manager_id=person.manager_id,
        level=person.level,
        reach=MappingProxyType({key: frozenset(units) for key, units in reach.items()}),
    )
