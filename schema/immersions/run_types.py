"""Types of matching runs."""

from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions
from backend.core.listing import Page
from schema.context import Info
from schema.identity import Person
from schema.ids import encode
from schema.pages import Connection, connection

strawberry.enum(immersions.Outcome, name="RunOutcome", description="How a run ended for somebody.")
strawberry.enum(immersions.RunStatus, description="Where a run stands.")
strawberry.enum(immersions.WaitingStatus, description="Where somebody stands in a list.")
strawberry.enum(immersions.PlacementSource, description="How a place came.")


MOST_SHORT = 500


@strawberry.type(description="What bringing the two sides of handoffs together changes.")
class JoinedHandoffs:
    together: int = strawberry.field(description="People who go to the other side of a handoff.")
    without: int = strawberry.field(description="How many would, without the option.")
    ranks: int = strawberry.field(description="What it costs: how much larger the sum of (rank − 1) is.")


@strawberry.type(description="What a run found for somebody.")
class RunPlacement:
    person: Person
    outcome: immersions.Outcome = strawberry.field(description="How it ended for them.")
    rank: int | None = strawberry.field(description="The rank of the wish they get; null for none.")
    drawn: bool = strawberry.field(description="Whether the draw decided.")
    slot_id: strawberry.ID | None = strawberry.field(description="The date they get; null with nothing.")
    offer_title: str | None = strawberry.field(description="Where they go; null with nothing.")
    starts_at: datetime | None = strawberry.field(description="When it starts, in UTC; null with nothing.")
    pinned_slot_id: strawberry.ID | None = strawberry.field(
        description="The date kept for them in the runs to come; null for none."
    )


@strawberry.type(description="A date that a run leaves under its minimum.")
class ShortDate:
    slot_id: strawberry.ID = strawberry.field(description="The date.")
    people: int = strawberry.field(description="How many people the run sends there.")


@strawberry.type(description="A run of the matching.")
class MatchingRun(Node):
    id: NodeID[UUID]
    number: int = strawberry.field(description="Its number in the edition, from 1.")
    seed: int = strawberry.field(description="The seed of the draw: with it, the run replays.")
    status: immersions.RunStatus = strawberry.field(description="Where it stands.")
    objective: list[int] = strawberry.field(
        description="People with nothing by class, then the sum of (rank − 1) by class; empty until done."
    )
    optimal: bool | None = strawberry.field(description="Whether proved to be the best; null until done.")
    by_rank: list[int] = strawberry.field(description="People on their 1st, 2nd… wish.")
    people: int = strawberry.field(description="How many people took part, pinned ones included.")
    placed: int = strawberry.field(description="How many have a place.")
    pinned: int = strawberry.field(description="How many were pinned.")
    swaps: int = strawberry.field(description="How many pairs of people swap their days.")
    swap_ranks: int = strawberry.field(description="The sum of (rank − 1) over those who swap.")
    joined: JoinedHandoffs | None = strawberry.field(
        description="What joining handoffs changed; null where the edition does not."
    )
    inputs_digest: str = strawberry.field(description="The same for the same inputs.")
    milliseconds: int | None = strawberry.field(description="How long it took.")
    asked_at: datetime
    published_at: datetime | None
    under_minimum: list[ShortDate] = strawberry.field(
        description="The dates left under their minimum, at most 500."
    )

    @strawberry.field(description="Who gets what, by name, for whoever runs the edition; nobody to others.")
    async def placements(
        self,
        info: Info,
        first: int = 20,
        after: str | None = None,
        query: str = "",
        nothing: Annotated[bool, strawberry.argument(description="Only those who have nothing.")] = False,
    ) -> Connection[RunPlacement]:
        session, actor = info.context.session, info.context.caller("immersions")
        listing = await immersions.placements_of_run(
            session, actor, self.id, Page(first, after), words=query, nothing=nothing
        )
        return connection(listing, placement_of)


def placement_of(row: immersions.RunPlacementRow) -> RunPlacement:
    return RunPlacement(
        person=Person(id=row.person_id, display_name=row.person_name),
        outcome=row.outcome,
        rank=row.rank,
        drawn=row.drawn,
        slot_id=_slot(row.slot_id),
        offer_title=row.offer_title,
        starts_at=row.starts_at,
        pinned_slot_id=_slot(row.pinned_slot_id),
    )


def _slot(slot_id: UUID | None) -> strawberry.ID | None:
    return strawberry.ID(encode("OfferSlot", slot_id)) if slot_id else None


def run_node(row: immersions.RunRow) -> MatchingRun:
    return MatchingRun(
        id=row.id,
        number=row.number,
        seed=row.seed,
        status=row.status,
        objective=row.objective,
        optimal=row.optimal,
        by_rank=list(row.by_rank),
        people=row.people,
        placed=row.placed,
        pinned=row.pinned,
        swaps=row.swaps,
        swap_ranks=row.swap_ranks,
        joined=JoinedHandoffs(**asdict(row.joined)) if row.joined else None,
        inputs_digest=row.inputs_digest,
        milliseconds=row.milliseconds,
        asked_at=row.asked_at,
        published_at=row.published_at,
        under_minimum=[
            ShortDate(slot_id=strawberry.ID(encode("OfferSlot", UUID(slot_id))), people=people)
            for slot_id, people in islice(row.under_minimum.items(), MOST_SHORT)
        ],
    )
