"""How far a message has gone: its layers, its teams, the orphan ones; batched over a list of messages."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from backend import circles
from backend.core.db import Session
from backend.core.listing import Listing, Page
from schema.context import Info
from schema.identity import OrgUnit
from schema.loaders import load
from schema.pages import Connection, connection

RowsOf = Callable[[Session, Sequence[UUID], Page], Awaitable[dict[UUID, Listing[circles.UnitRow]]]]


@strawberry.type(description="One management level of a message. Its times are null until they come.")
class MessageLayer:
    layer: int = strawberry.field(description="Depth in the chain of managers, from 0 at the top.")
    headcount: int
    reached: int
    understood: int = strawberry.field(description="How many have understood.")
    opened_at: datetime | None = strawberry.field(description="When its time began, in UTC; null before.")
    due_at: datetime | None
    half_at: datetime | None = strawberry.field(description="When half had understood, in UTC; null before.")
    hours_to_half: float | None = strawberry.field(
        description="How long it took half to understand, in hours; null before."
    )


@strawberry.type(description="One team of a message: the direct members of a unit.")
class MessageTeam:
    org_unit: OrgUnit = strawberry.field(description="The unit whose direct members they are.")
    headcount: int
    reached: int
    reached_at: datetime | None = strawberry.field(
        description="When somebody first read it, in UTC; null before."
    )
    understood: int = strawberry.field(description="How many have understood.")
    head_understood: bool = strawberry.field(description="Whether its head has understood.")
    understood_at: datetime | None = strawberry.field(
        description="When it had understood, in UTC; null before."
    )
    due_at: datetime | None


@strawberry.type(description="How far a message has gone; for those who may publish it.")
class Reach:
    message_id: strawberry.Private[UUID]

    @strawberry.field(description="From the top of the management down; levels with nobody are left out.")
    async def layers(self, info: Info) -> list[MessageLayer]:
        async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[circles.LayerRow]]:
            return await circles.layer_rows(info.context.session, ids)

        return [_layer(row) for row in await load(info, "message layers", self.message_id, fetch)]

    @strawberry.field(description="The teams, by name.")
    async def units(self, info: Info, first: int = 20, after: str | None = None) -> Connection[MessageTeam]:
        return await _teams(info, self.message_id, "units", circles.unit_rows, Page(first, after))

    @strawberry.field(description="Teams of which nobody had been reached at their deadline.")
    async def orphan_teams(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[MessageTeam]:
        return await _teams(info, self.message_id, "orphans", circles.orphan_rows, Page(first, after))


async def _teams(
    info: Info, message_id: UUID, name: str, rows_of: RowsOf, page: Page
) -> Connection[MessageTeam]:
    async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[circles.UnitRow]]:
        return await rows_of(info.context.session, ids, page)

    return connection(await load(info, f"message {name} {page}", message_id, fetch), _team)


def _layer(row: circles.LayerRow) -> MessageLayer:
    span = row.time_to_half
    return MessageLayer(
        layer=row.layer,
        headcount=row.headcount,
        reached=row.reached,
        understood=row.understood,
        opened_at=row.opened_at,
        due_at=row.due_at,
        half_at=row.half_at,
        hours_to_half=None if span is None else round(span.total_seconds() / 3600, 2),
    )


def _team(row: circles.UnitRow) -> MessageTeam:
    return MessageTeam(
        org_unit=OrgUnit(id=row.org_unit_id, name=row.name),
        headcount=row.headcount,
        reached=row.reached,
        reached_at=row.reached_at,
        understood=row.understood,
        head_understood=row.head_understood,
        understood_at=row.understood_at,
        due_at=row.due_at,
    )
