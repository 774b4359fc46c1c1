"""Granting and taking back roles, never further than one's own reach."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity.errors import (
    LastAdministrator,
    NotAllowed,
    RoleAlreadyHeld,
    RoleForEverybody,
    RoleFromDirectory,
)
from backend.identity.models import (
    ORG_UNITS,
    PEOPLE,
    ROLE_GRANTS,
    Person,
    PersonStatus,
    Role,
    RoleGrant,
    RoleSource,
)
from backend.identity.org_units import ancestors
from backend.identity.permissions import Permission


async def grant_role(
    session: Session, actor: Actor, person: Person, role: Role, org_unit_id: UUID | None
) -> RoleGrant:
    """Give a role on a unit and all below it, or everywhere (None).

    Errors: NotAllowed, NotFound (the unit), RoleForEverybody, RoleAlreadyHeld.
    """
    await _require_reach(session, actor, org_unit_id)
    if role is Role.EMPLOYEE:
        raise RoleForEverybody
    if org_unit_id is not None:
        known = await session.execute(sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.id == org_unit_id))
        if known.scalar_one_or_none() is None:
            raise NotFound
    held = await session.execute(
        sa.select(ROLE_GRANTS.c.id).where(
            ROLE_GRANTS.c.person_id == person.id, ROLE_GRANTS.c.role == role, _on(org_unit_id)
        )
    )
    if held.scalar_one_or_none() is not None:
        raise RoleAlreadyHeld
    grant = RoleGrant(person_id=person.id, role=role, org_unit_id=org_unit_id, granted_by_id=actor.person_id)
    session.add(grant)
    await session.flush()
    await _record(session, actor, "role.granted", grant)
    return grant


async def revoke_role(session: Session, actor: Actor, grant_id: UUID) -> None:
    """Take a granted role back. Errors: NotFound, NotAllowed, RoleFromDirectory, LastAdministrator."""
    if not actor.may_somewhere(Permission.ROLES_GRANT):
        raise NotAllowed(permission=Permission.ROLES_GRANT.value)
    grant: RoleGrant | None = await session.get(RoleGrant, grant_id)
    if grant is None:
        raise NotFound
    await _require_reach(session, actor, grant.org_unit_id)
    if grant.source is RoleSource.CLAIM:
        raise RoleFromDirectory
    if grant.role is Role.ADMINISTRATOR and grant.org_unit_id is None:
        await _require_another_administrator(session, grant)
    await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.id == grant.id))
    await _record(session, actor, "role.revoked", grant)


async def _require_reach(session: Session, actor: Actor, org_unit_id: UUID | None) -> None:
    units = await ancestors(session, org_unit_id)
    if not actor.may(Permission.ROLES_GRANT, *units):
        raise NotAllowed(permission=Permission.ROLES_GRANT.value)


async def _require_another_administrator(session: Session, grant: RoleGrant) -> None:
    """The rows are locked in one order, so that two administrators revoking each other take turns."""
    found = await session.execute(
        sa.select(ROLE_GRANTS.c.person_id)
        .join(PEOPLE, PEOPLE.c.id == ROLE_GRANTS.c.person_id)
        .where(
            ROLE_GRANTS.c.role == Role.ADMINISTRATOR,
            ROLE_GRANTS.c.org_unit_id.is_(None),
            PEOPLE.c.status == PersonStatus.ACTIVE,
        )
        .order_by(ROLE_GRANTS.c.id)
        .with_for_update(of=ROLE_GRANTS)
    )
    if not set(found.scalars()) - {grant.person_id}:
        raise LastAdministrator


def _on(org_unit_id: UUID | None) -> sa.ColumnElement[bool]:
    column = ROLE_GRANTS.c.org_unit_id
    return column.is_(None) if org_unit_id is None else column == org_unit_id


async def _record(session: Session, actor: Actor, name: str, grant: RoleGrant) -> None:
    scope = str(grant.org_unit_id) if grant.org_unit_id else None
    await events.record(
        session, actor, name, "person", grant.person_id, role=grant.role.value, org_unit_id=scope
    )
