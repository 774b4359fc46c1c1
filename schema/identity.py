"""GraphQL of identity: the viewer, people, the organisation."""

import strawberry

from backend import identity
from schema.context import Info


@strawberry.type(description="Somebody of the company.")
class Person(strawberry.relay.Node):
    id: strawberry.relay.NodeID[str]
    display_name: str


@strawberry.type(description="A unit of the organisation.")
class OrgUnit(strawberry.relay.Node):
    id: strawberry.relay.NodeID[str]
    name: str


@strawberry.type(description="Who is calling, and what they may do somewhere.")
class Viewer:
    person: Person
    permissions: list[str]


@strawberry.type
class IdentityQuery:
    @strawberry.field(description="The caller; null when nobody is signed in.")
    async def viewer(self, info: Info) -> Viewer | None:
        if info.context.actor is None or info.context.actor.person_id is None:
            return None
        actor = info.context.caller("identity")
        assert actor.person_id is not None
        person = await identity.get_person(info.context.session, actor.person_id)
        return Viewer(
            person=Person(id=str(person.id), display_name=person.display_name),
            permissions=sorted(key for key, units in actor.reach.items() if units),
        )
