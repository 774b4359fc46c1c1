"""Types of matching runs."""

from dataclasses import asdict
from datetime import datetime

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions

strawberry.enum(immersions.RunStatus, description="Where a run stands.")
strawberry.enum(immersions.WaitingStatus, description="Where somebody stands in a list.")
strawberry.enum(immersions.PlacementSource, description="How a place came.")


@strawberry.type(description="What bringing the two sides of handoffs together changes.")
class JoinedHandoffs:
    together: int = strawberry.field(description="People who go to the other side of a handoff.")
    without: int = strawberry.field(description="How many would, without the option.")
    ranks: int = strawberry.field(description="What it costs: how much larger the sum of (rank − 1) is.")


@strawberry.type(description="A run of the matching.")
class MatchingRun(Node):
    id: NodeID[str]
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
    joined: JoinedHandoffs | None = strawberry.field(
        description="What joining handoffs changed; null where the edition does not."
    )
    inputs_digest: str = strawberry.field(description="The same for the same inputs.")
    milliseconds: int | None = strawberry.field(description="How long it took.")
    asked_at: datetime
    published_at: datetime | None


def run_node(row: immersions.RunRow) -> MatchingRun:
    return MatchingRun(
        id=str(row.id),
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
        joined=JoinedHandoffs(**asdict(row.joined)) if row.joined else None,
        inputs_digest=row.inputs_digest,
        milliseconds=row.milliseconds,
        asked_at=row.asked_at,
        published_at=row.published_at,
    )
