"""What reports are about."""

from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import journeys


@strawberry.type(description="What reports are about, and who answers for it.")
class Topic(Node):
    id: NodeID[UUID]
    name: str
    owner_name: str | None = strawberry.field(description="Who answers for it.")
    is_fallback: bool = strawberry.field(description="Whether it takes what nothing else claims.")


def topic_node(row: journeys.TopicRow) -> Topic:
    return Topic(id=row.id, name=row.name, owner_name=row.owner_name, is_fallback=row.is_fallback)
