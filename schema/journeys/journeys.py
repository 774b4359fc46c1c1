"""Reading journeys."""

import strawberry

from backend import journeys
from backend.core.listing import Page
from schema.context import Info
from schema.ids import decode
from schema.journeys.types import Journey, journey_node
from schema.pages import Connection, connection


@strawberry.type
class JourneysQuery:
    @strawberry.field(description="Customer journeys, by name.")
    async def journeys(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Journey]:
        info.context.caller("journeys")
        return connection(
            await journeys.visible_journeys(info.context.session, Page(first, after)), journey_node
        )

    @strawberry.field(description="One customer journey; null where there is none.")
    async def journey(self, info: Info, id: strawberry.ID) -> Journey | None:
        info.context.caller("journeys")
        return journey_node(await journeys.journey_row(info.context.session, decode(id, "Journey")))
