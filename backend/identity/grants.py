"""Who holds which role, where, and since when: for those who give roles."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.identity.errors import NotAllowed
from backend.identity.models import ORG_UNITS, PEOPLE, ROLE_GRANTS, PersonStatus, Role, RoleSource
from backend.identity.names import display_name
from backend.identity.people import actors_of
from backend.identity.permissions import TABLE, Permission


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role somebody holds on a unit and all below it; no unit means everywhere."""

    id: UUID
    person_id: UUID
    role: Role
    org_unit_id: UUID | None
    unit_name: str | None
    unit_path: str | None
    source: RoleSource
    granted_by: str | None
    granted_at: datetime


async def grants_of(session: Session, actor: Actor, people: Collection[UUID]) -> dict[UUID, list[GrantRow]]:
    """The roles of several people, in one statement. Errors: NotAllowed(permission)."""
    if not actor.may_somewhere(Permission.PEOPLE_SEE):
        raise NotAllowed(permission=Permission.PEOPLE_SEE.value)
    found = await session.execute(
        _grants()
        .where(ROLE_GRANTS.c.person_id.in_(people))
        .order_by(ROLE_GRANTS.c.granted_at, ROLE_GRANTS.c.id)
    )
    rows: dict[UUID, list[GrantRow]] = {}
    for row in found:
        rows.setdefault(row.person_id, []).append(_row(row))
    return rows


async def grants_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, GrantRow]:
    """These grants, for those who may read them, in one statement."""
    if not actor.may_somewhere(Permission.PEOPLE_SEE):
        return {}
    found = await session.execute(_grants().where(ROLE_GRANTS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def holders_of(session: Session, permission: Permission) -> dict[UUID, Actor]:
    """The active people whom a role gives a permission on some unit; two statements."""
    roles = [role for role, permissions in TABLE.items() if permission in permissions]
    found = await session.execute(
        sa.select(ROLE_GRANTS.c.person_id)
        .join(PEOPLE, PEOPLE.c.id == ROLE_GRANTS.c.person_id)
        .where(ROLE_GRANTS.c.role.in_(roles), PEOPLE.c.status == PersonStatus.ACTIVE)
        .distinct()
    )
    return await actors_of(session, list(found.scalars()))


async def person_of_grant(session: Session, grant_id: UUID) -> UUID:
    """Who holds this grant. Errors: NotFound."""
    person_id: UUID | None = await session.scalar(
        sa.select(ROLE_GRANTS.c.person_id).where(ROLE_GRANTS.c.id == grant_id)
    )
    if person_id is None:
        raise NotFound
    return person_id


def _grants() -> sa.Select[Any]:
    giver = alias_of(PEOPLE, "giver")
    return (
        sa.select(
            ROLE_GRANTS.c.id,
            ROLE_GRANTS.c.person_id,
            ROLE_GRANTS.c.role,
            ROLE_GRANTS.c.org_unit_id,
            ORG_UNITS.c.name.label("unit_name"),
            ORG_UNITS.c.path.label("unit_path"),
            ROLE_GRANTS.c.source,
            display_name(giver).label("granted_by"),
            ROLE_GRANTS.c.granted_at,
        )
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == ROLE_GRANTS.c.org_unit_id)
        .outerjoin(giver, giver.c.id == ROLE_GRANTS.c.granted_by_id)
    )


def _row(row: sa.Row[Any]) -> GrantRow:
    return GrantRow(**{name: row._mapping[name] for name in GrantRow.__slots__})
