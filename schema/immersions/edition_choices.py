"""What an edition lets hosts and wishers choose from: activities, sites, days."""

from datetime import date
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions
from schema.context import Info
from schema.directory import Site, site_node
from schema.immersions.activity_types import Activity, activity_node


@strawberry.type(description="What may be chosen in an edition.")
class EditionChoices(Node):
    id: NodeID[UUID]

    @strawberry.field(description="The activities that hosts may offer in it, at most 200.")
    async def activities(self, info: Info) -> list[Activity]:
        edition = await self._edition(info)
        rows = await immersions.activities_offered(info.context.session, edition.org_unit_id)
        return [activity_node(row) for row in rows]

    @strawberry.field(description="The sites where its people work, at most 300.")
    async def sites(self, info: Info) -> list[Site]:
        actor = info.context.caller("immersions")
        rows = await immersions.sites_for(info.context.session, actor, await self._edition(info))
        return [site_node(row) for row in rows]

    @strawberry.field(description="The days of its open dates, on its clocks, at most 400.")
    async def days(self, info: Info) -> list[date]:
        info.context.caller("immersions")
        return await immersions.days_of(info.context.session, self.id)

    async def _edition(self, info: Info) -> immersions.Edition:
        actor = info.context.caller("immersions")
        return await immersions.get_edition_by_id(info.context.session, actor, self.id)
