"""Circles: lists, one by its address."""

import strawberry

from backend import circles
from backend.core.listing import Page
from schema.circles.types import Circle, circle_node
from schema.context import Info
from schema.pages import Connection, connection


@strawberry.type
class CirclesQuery:
    @strawberry.field(description="The circles the caller may see.")
    async def circles(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Circle]:
        actor = info.context.caller("circles")
        listing = await circles.visible_circles(info.context.session, actor, Page(first, after))
        return connection(listing, circle_node)

    @strawberry.field(description="The circle at this address; null where there is none for the caller.")
    async def circle(self, info: Info, slug: str) -> Circle | None:
        actor = info.context.caller("circles")
        found = await circles.get_circle(info.context.session, actor, slug)
        return circle_node(await circles.circle_row(info.context.session, actor, found.id))
