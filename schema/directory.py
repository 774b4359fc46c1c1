"""People, units and sites. What a type was not built with is read in one statement for all of its kind."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import identity
from backend.core.actor import Actor
from backend.core.listing import Listing, Page
from backend.identity import Permission
from schema.context import Context, Info
from schema.loaders import load
from schema.node import finds
from schema.pages import Connection, connection


@strawberry.type(description="A place of work.")
class Site(Node):
    id: NodeID[UUID]
    code: str = strawberry.field(description="Its code in the company's directory.")
    name: str = strawberry.field(description="Its name.")
    region: str = strawberry.field(description="The region it belongs to.")
    head_office: bool = strawberry.field(description="Whether it is a head office.")


@strawberry.type(description="A unit of the organisation.")
class OrgUnit(Node):
    id: NodeID[UUID]
    name: str = strawberry.field(description="Its own name.")
    row: strawberry.Private[identity.UnitProfile | None] = None

    @strawberry.field(description="Its full name, from the top of the organisation.")
    async def path(self, info: Info) -> str:
        return (await self._row(info)).path

    @strawberry.field(description="The unit above; null at the top.")
    async def parent(self, info: Info) -> "OrgUnit | None":
        row = await self._row(info)
        return OrgUnit(id=row.parent_id, name=row.parent_name or "") if row.parent_id else None

    @strawberry.field(description="Who heads it.")
    async def head(self, info: Info) -> "Person | None":
        row = await self._row(info)
        return Person(id=row.head_id, display_name=row.head_name or "") if row.head_id else None

    @strawberry.field(description="Active people in it and below, as of the last import.")
    async def headcount(self, info: Info) -> int:
        return (await self._row(info)).headcount

    @strawberry.field(description="The units directly below, by name.")
    async def children(self, info: Info, first: int = 20, after: str | None = None) -> Connection["OrgUnit"]:
        page = Page(first, after)

        async def fetch(parents: Sequence[UUID]) -> dict[UUID, Listing[identity.UnitProfile]]:
            info.context.caller("identity")
            return await identity.unit_profiles_below(info.context.session, parents, page)

        return connection(await load(info, f"units below {page}", self.id, fetch), org_unit_node)

    async def _row(self, info: Info) -> identity.UnitProfile:
        return self.row or await _unit(info, self.id)


@strawberry.type(description="Somebody of the company.")
class Person(Node):
    id: NodeID[UUID]
    display_name: str = strawberry.field(description="Given name, then family name.")
    row: strawberry.Private[identity.PersonRow | None] = None

    @strawberry.field(description="Their address at work; null once their account is closed.")
    async def email(self, info: Info) -> str | None:
        row = await self._row(info)
        return row.email if row else None

    @strawberry.field(description="The language they read: theirs and the administrators' to know.")
    async def locale(self, info: Info) -> str | None:
        row, actor = await self._row(info), info.context.caller("identity")
        if row is None or not (actor.person_id == row.id or actor.may_somewhere(Permission.PEOPLE_SEE)):
            return None
        return row.locale

    @strawberry.field(description="The unit they belong to.")
    async def org_unit(self, info: Info) -> OrgUnit | None:
        row = await self._row(info)
        if row is None or row.org_unit_id is None:
            return None
        return OrgUnit(id=row.org_unit_id, name=row.org_unit_name or "")

    @strawberry.field(description="Where they work.")
    async def site(self, info: Info) -> Site | None:
        row = await self._row(info)
        if row is None or row.site_id is None:
            return None
        return site_node(await _site(info, row.site_id))

    @strawberry.field(description="Their family of jobs.")
    async def job_family(self, info: Info) -> str | None:
        row = await self._row(info)
        return row.job_family if row else None

    @strawberry.field(description="Their manager; null at the top.")
    async def manager(self, info: Info) -> "Person | None":
        row = await self._row(info)
        if row is None or row.manager_id is None:
            return None
        return Person(id=row.manager_id, display_name=row.manager_name or "")

    async def _row(self, info: Info) -> identity.PersonRow | None:
        return self.row or await _person(info, self.id)


def person_node(row: identity.PersonRow) -> Person:
    return Person(id=row.id, display_name=row.display_name, row=row)


def org_unit_node(row: identity.UnitProfile) -> OrgUnit:
    return OrgUnit(id=row.id, name=row.name, row=row)


def site_node(row: identity.SiteRow) -> Site:
    return Site(id=row.id, code=row.code, name=row.name, region=row.region, head_office=row.head_office)


@finds("Person", "identity")
async def _person_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await identity.known_people(context.session, actor, ids)
    return {key: person_node(row) for key, row in rows.items()}


@finds("OrgUnit", "identity")
async def _org_unit_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await identity.unit_profiles(context.session, ids)
    return {key: org_unit_node(row) for key, row in rows.items()}


@finds("Site", "identity")
async def _site_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await identity.sites_by_ids(context.session, ids)
    return {key: site_node(row) for key, row in rows.items()}


async def _unit(info: Info, unit_id: UUID) -> identity.UnitProfile:
    async def fetch(ids: Sequence[UUID]) -> dict[UUID, identity.UnitProfile]:
        info.context.caller("identity")
        return await identity.unit_profiles(info.context.session, ids)

    return await load(info, "units", unit_id, fetch)


async def _person(info: Info, person_id: UUID) -> identity.PersonRow | None:
    async def fetch(ids: Sequence[UUID]) -> dict[UUID, identity.PersonRow | None]:
        actor = info.context.caller("identity")
        rows = await identity.known_people(info.context.session, actor, ids)
        return {key: rows.get(key) for key in ids}

    return await load(info, "people", person_id, fetch)


async def _site(info: Info, site_id: UUID) -> identity.SiteRow:
    async def fetch(ids: Sequence[UUID]) -> dict[UUID, identity.SiteRow]:
        return await identity.sites_by_ids(info.context.session, ids)

    return await load(info, "sites", site_id, fetch)
