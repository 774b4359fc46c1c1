"""Roles: granted on a unit and all below it, or everywhere; taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from schema.context import Context, Info
from schema.directory import OrgUnit, Person, person_node
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.transaction import transact

strawberry.enum(identity.Role, description="What somebody may be given to do.")
strawberry.enum(identity.RoleSource, description="Where a role comes from.")


@strawberry.type(description="A role somebody holds.")
class RoleGrant(Node):
    id: NodeID[UUID]
    role: identity.Role = strawberry.field(description="The role.")
    org_unit: OrgUnit | None = strawberry.field(description="Where, with all below; null is everywhere.")
    source: identity.RoleSource = strawberry.field(
        description="Granted here, or claimed by the company's directory."
    )
    granted_at: datetime = strawberry.field(description="Since when, in UTC.")


@strawberry.type
class RolesQuery:
    @strawberry.field(description="The roles of a person, for administrators; null where there is nobody.")
    async def role_grants(self, info: Info, person_id: strawberry.ID) -> list[RoleGrant] | None:
        actor = info.context.caller("identity")
        wanted = decode(person_id, "Person", "person_id")
        if wanted not in await identity.known_people(info.context.session, actor, [wanted]):
            return None
        found = await identity.grants_of(info.context.session, actor, [wanted])
        return [_grant_node(row) for row in found.get(wanted, [])]


@strawberry.input
class GrantRoleInput:
    person_id: strawberry.ID = strawberry.field(description="Whom.")
    role: identity.Role = strawberry.field(description="The role; every person is an employee already.")
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="On this unit and all below it; left out, everywhere."
    )
    idempotency_key: str | None = None


@strawberry.type
class GrantRoleSuccess:
    person: Person = strawberry.field(description="Who holds the role now.")


@strawberry.input
class RevokeRoleInput:
    id: strawberry.ID = strawberry.field(description="The grant.")
    idempotency_key: str | None = None


@strawberry.type
class RevokeRoleSuccess:
    person: Person = strawberry.field(description="Who held the role.")


GrantRoleResult = Annotated[
    GrantRoleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("GrantRoleResult"),
]
RevokeRoleResult = Annotated[
    RevokeRoleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RevokeRoleResult"),
]


@strawberry.type
class RolesMutation:
    @strawberry.mutation(description="Give a role to a person, on a unit or everywhere.")
    async def grant_role(self, info: Info, input: GrantRoleInput) -> GrantRoleResult:
        async def act(session: Session, actor: Actor) -> UUID:
            unit_id = decode(input.org_unit_id, "OrgUnit", "org_unit_id") if input.org_unit_id else None
            person = await identity.get_person(session, decode(input.person_id, "Person", "person_id"))
            await identity.grant_role(session, actor, person, input.role, unit_id)
            return person.id

        async def show(context: Context, actor: Actor, person_id: UUID) -> GrantRoleSuccess:
            return GrantRoleSuccess(person=await _person(context, actor, person_id))

        return await transact(info, "identity", input, act, show)

    @strawberry.mutation(description="Take a granted role back.")
    async def revoke_role(self, info: Info, input: RevokeRoleInput) -> RevokeRoleResult:
        async def act(session: Session, actor: Actor) -> UUID:
            grant_id = decode(input.id, "RoleGrant")
            person_id = await identity.person_of_grant(session, grant_id)
            await identity.revoke_role(session, actor, grant_id)
            return person_id

        async def show(context: Context, actor: Actor, person_id: UUID) -> RevokeRoleSuccess:
            return RevokeRoleSuccess(person=await _person(context, actor, person_id))

        return await transact(info, "identity", input, act, show)


async def _person(context: Context, actor: Actor, person_id: UUID) -> Person:
    rows = await identity.known_people(context.session, actor, [person_id])
    if person_id not in rows:
        raise NotFound
    return person_node(rows[person_id])


@finds("RoleGrant", "identity")
async def _grant_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await identity.grants_by_ids(context.session, actor, ids)
    return {key: _grant_node(row) for key, row in rows.items()}


def _grant_node(row: identity.GrantRow) -> RoleGrant:
    unit = OrgUnit(id=row.org_unit_id, name=row.unit_name or "") if row.org_unit_id else None
    return RoleGrant(id=row.id, role=row.role, org_unit=unit, source=row.source, granted_at=row.granted_at)
