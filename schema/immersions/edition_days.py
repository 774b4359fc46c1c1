"""What an edition says of its days: the caller's own, those they host, and what was told."""

from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions
from backend.core.listing import Page
from schema.context import Info
from schema.immersions.dashboard_types import EditionDashboard, dashboard_of
from schema.immersions.debrief_types import Debrief, Story, debrief_node, story_of
from schema.immersions.visit_types import HostedDate, MyDay, Visitor, hosted_date_of, my_day_of, visitor_of
from schema.pages import Connection, connection


@strawberry.type(description="The days of an edition.")
class EditionDays(Node):
    id: NodeID[UUID]

    @strawberry.field(description="The caller's day; null where they hold no place.")
    async def my_day(self, info: Info) -> MyDay | None:
        actor = info.context.caller("immersions")
        day = await immersions.my_day(info.context.session, actor, self.id)
        return my_day_of(info.context, day) if day else None

    @strawberry.field(description="The dates that the caller hosts, at most 60.")
    async def hosted_dates(self, info: Info) -> list[HostedDate]:
        actor = info.context.caller("immersions")
        rows = await immersions.welcomes(info.context.session, actor, self.id)
        return [hosted_date_of(row) for row in rows]

    @strawberry.field(
        description="Who comes to the caller; for whoever runs the edition, everybody who comes."
    )
    async def visitors(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Visitor]:
        actor = info.context.caller("immersions")
        listing = await immersions.visitors(info.context.session, actor, self.id, Page(first, after))
        return connection(listing, visitor_of)

    @strawberry.field(description="The debriefs that the caller may read, the newest first.")
    async def debriefs(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Debrief]:
        actor = info.context.caller("immersions")
        listing = await immersions.debriefs_of(info.context.session, actor, self.id, Page(first, after))
        return connection(listing, debrief_node)

    @strawberry.field(description="The sentences that everybody may read, the newest first.")
    async def stories(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Story]:
        info.context.caller("immersions")
        page = Page(first, after)
        listing = await immersions.stories(info.context.session, page, edition_id=self.id)
        return connection(listing, story_of)

    @strawberry.field(description="How it goes, for whoever runs it; null for others.")
    async def dashboard(self, info: Info) -> EditionDashboard | None:
        session, actor = info.context.session, info.context.caller("immersions")
        edition = await immersions.get_edition_by_id(session, actor, self.id)
        if not (await immersions.standing_of(session, actor, edition)).leads:
            return None
        return dashboard_of(await immersions.dashboard(session, actor, edition), info.context.locale)
