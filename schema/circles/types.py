"""Types that every part of circles shows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from backend import circles
from backend.core.listing import Listing, Page
from schema.circles.gatherings import Gathering, gathering_node
from schema.circles.message_types import Message, message_node
from schema.context import Info
from schema.identity import OrgUnit, Person
from schema.loaders import load
from schema.pages import Connection, connection

for enum in (
    circles.CircleKind,
    circles.CircleOrder,
    circles.CircleStatus,
    circles.JoinPolicy,
    circles.LineOutcome,
    circles.MembershipStatus,
):
    strawberry.enum(enum)


@strawberry.type(description="What the caller is to a circle.")
class ViewerMembership:
    status: circles.MembershipStatus = strawberry.field(
        description="Where the caller stands with the circle."
    )
    is_lead: bool
    position: int | None = strawberry.field(description="The caller's place in the waiting list, from 1.")
    invited_by: str | None = strawberry.field(description="Who invited or proposed the caller.")
    note: str = strawberry.field(description="A few words from whoever invited the caller.")


@strawberry.type(description="Somebody in a circle.")
class Member:
    person: Person
    is_lead: bool
    since: datetime = strawberry.field(description="Since when, in UTC.")


@strawberry.type(description="The circle that sponsors another.")
class ParentCircle:
    slug: str
    name: str


@strawberry.type(description="A circle of evangelists or ambassadors.")
class Circle(strawberry.relay.Node):
    id: strawberry.relay.NodeID[UUID]
    slug: str
    name: str
    kind: circles.CircleKind = strawberry.field(description="The kind of circle.")
    status: circles.CircleStatus
    why: str = strawberry.field(description="Why it exists.")
    join_policy: circles.JoinPolicy
    member_count: int = strawberry.field(description="How many active members it has.")
    waiting_count: int = strawberry.field(description="How many wait for a place.")
    capacity: int | None = strawberry.field(description="How many members it takes; null for no limit.")
    needs_lead: bool = strawberry.field(description="Its last lead has left: the parent's leads act.")
    lead: Person | None = strawberry.field(
        description="Who leads it, the first of them if there are several."
    )
    parent: ParentCircle | None = strawberry.field(description="The circle that sponsors it.")
    org_unit: OrgUnit | None = strawberry.field(description="The unit it is for; null for the whole company.")
    viewer_membership: ViewerMembership | None = strawberry.field(
        description="What the caller is to it; null for a stranger."
    )

    @strawberry.field(description="Who is in the circle, leads first.")
    async def members(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Member]:
        actor, page = info.context.caller("circles"), Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[circles.MemberRow]]:
            return await circles.member_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"members {page}", self.id, fetch), member_node)

    @strawberry.field(description="The circles that this one sponsors, by name.")
    async def children(self, info: Info, first: int = 20, after: str | None = None) -> Connection["Circle"]:
        actor, page = info.context.caller("circles"), Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[circles.CircleRow]]:
            return await circles.child_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"children {page}", self.id, fetch), circle_node)

    @strawberry.field(description="Its gatherings, latest first.")
    async def gatherings(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[Gathering]:
        actor, page = info.context.caller("circles"), Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, Listing[circles.GatheringRow]]:
            return await circles.gathering_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"gatherings {page}", self.id, fetch), gathering_node)

    @strawberry.field(description="Its messages, newest first; drafts for those who publish.")
    async def messages(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Message]:
        actor, page = info.context.caller("circles"), Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[circles.MessageRow]]:
            return await circles.message_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"messages {page}", self.id, fetch), message_node)


def circle_node(row: circles.CircleRow) -> Circle:
    """The node of a row."""
    return Circle(
        id=row.id,
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        status=row.status,
        why=row.why,
        join_policy=row.join_policy,
        member_count=row.member_count,
        waiting_count=row.waiting_count,
        capacity=row.capacity,
        needs_lead=row.needs_lead,
        lead=Person(id=row.lead_id, display_name=row.lead_name or "") if row.lead_id else None,
        parent=ParentCircle(slug=row.parent_slug, name=row.parent_name or "") if row.parent_slug else None,
        org_unit=OrgUnit(id=row.org_unit_id, name=row.org_unit_name or "") if row.org_unit_id else None,
        viewer_membership=_viewer(row),
    )


def _viewer(row: circles.CircleRow) -> ViewerMembership | None:
    if row.viewer_status is None:
        return None
    return ViewerMembership(
        status=row.viewer_status,
        is_lead=row.viewer_is_lead,
        position=row.viewer_position,
        invited_by=row.viewer_invited_by,
        note=row.viewer_note or "",
    )


def member_node(row: circles.MemberRow) -> Member:
    """The member of a row."""
    return Member(
        person=Person(id=row.person_id, display_name=row.name),
        is_lead=row.is_lead,
        since=row.changed_at,
    )
