"""GraphQL of identity: the viewer, people, the organisation."""

import strawberry

from backend import identity
from backend.core.errors import NotFound
from backend.core.listing import Page
from schema.context import Info
from schema.directory import OrgUnit, Person, Site, org_unit_node, person_node
from schema.ids import decode
from schema.pages import Connection, connection


@strawberry.type(description="Who is calling, and what they may do somewhere.")
class Viewer:
    person: Person = strawberry.field(description="The person, or the one a token acts as.")
    permissions: list[str] = strawberry.field(
        description="Rights held on some unit at least; scopes narrow them."
    )


@strawberry.type
class IdentityQuery:
    @strawberry.field(description="The caller; null when nobody is signed in.")
    async def viewer(self, info: Info) -> Viewer | None:
        if info.context.actor is None or info.context.actor.person_id is None:
            return None
        actor = info.context.caller("identity")
        assert actor.person_id is not None
        rows = await identity.known_people(info.context.session, actor, [actor.person_id])
        if actor.person_id not in rows:
            raise NotFound
        return Viewer(
            person=person_node(rows[actor.person_id]),
            permissions=sorted(key for key, units in actor.reach.items() if units),
        )

    @strawberry.field(description="People by family name; `query` is part of a name or an e-mail address.")
    async def people(
        self, info: Info, first: int = 20, after: str | None = None, query: str = ""
    ) -> Connection[Person]:
        actor = info.context.caller("identity")
        listing = await identity.visible_people(info.context.session, actor, Page(first, after), query)
        return connection(listing, person_node)

    @strawberry.field(description="A unit of the organisation; null where there is none.")
    async def org_unit(self, info: Info, id: strawberry.ID) -> OrgUnit | None:
        info.context.caller("identity")
        wanted = decode(id, "OrgUnit")
        rows = await identity.unit_profiles(info.context.session, [wanted])
        return org_unit_node(rows[wanted]) if wanted in rows else None


__all__ = ["IdentityQuery", "OrgUnit", "Person", "Site", "Viewer"]
