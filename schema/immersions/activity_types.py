"""Types of activities: what is done there, its kit, what it asks to hold."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions
from schema.context import Info
from schema.loaders import load
from schema.texts import LocalizedText, localized

strawberry.enum(immersions.ActivityKind, description="The kind of immersion.")


@strawberry.type(description="Something to hold before an activity.")
class Prerequisite:
    code: str = strawberry.field(description="To name it by.")
    name: LocalizedText


@strawberry.type(description="Something to do in somebody's job.")
class Activity(Node):
    id: NodeID[UUID]
    name: LocalizedText
    kind: immersions.ActivityKind = strawberry.field(description="The kind of immersion.")

    @strawberry.field(description="How to prepare, in Markdown.")
    async def kit(self, info: Info) -> LocalizedText:
        return localized((await self._written(info)).kit)

    @strawberry.field(description="The script of a call-back, in Markdown.")
    async def script(self, info: Info) -> LocalizedText:
        return localized((await self._written(info)).script)

    @strawberry.field(description="What visitor and host acknowledge before the day.")
    async def rules(self, info: Info) -> list[LocalizedText]:
        return [localized(one) for one in (await self._written(info)).checklist]

    @strawberry.field(description="What it asks to hold.")
    async def prerequisites(self, info: Info) -> list[Prerequisite]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[immersions.Prerequisite]]:
            return await immersions.required_by(info.context.session, ids)

        asked = await load(info, "prerequisites of activities", self.id, fetch)
        return [prerequisite_of(one) for one in asked]

    async def _written(self, info: Info) -> immersions.Activity:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, immersions.Activity]:
            return await immersions.activities_by_ids(info.context.session, ids)

        return await load(info, "texts of activities", self.id, fetch)


def prerequisite_of(row: immersions.Prerequisite) -> Prerequisite:
    return Prerequisite(code=row.code, name=localized(row.name))


def activity_node(activity: immersions.Activity) -> Activity:
    return Activity(id=activity.id, name=localized(activity.name), kind=activity.kind)
