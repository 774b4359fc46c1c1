"""Connections: how a `core.listing.Listing` looks through Relay."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import strawberry

from backend.core.listing import Listing

Node = TypeVar("Node")
Row = TypeVar("Row")


@strawberry.type(name="PageInfo", description="Where a page of a list stands. Lists only go forward.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether others follow.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last item; null on an empty page."
    )


@strawberry.type
class Edge(Generic[Node]):
    node: Node = strawberry.field(description="The item.")
    cursor: str = strawberry.field(
        description="Where this item stands; given as `after`, the list continues after it."
    )


def _edges(root: "Connection[Node]") -> list[Edge[Node]]:
    return [Edge(node=node, cursor=one) for node, one in zip(root.nodes, root.cursors, strict=True)]


@strawberry.type
class Connection(Generic[Node]):
    cursors: strawberry.Private[Sequence[str]]
    edges: list[Edge[Node]] = strawberry.field(
        resolver=_edges, description="The items, each with its cursor."
    )
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    nodes: list[Node] = strawberry.field(description="The nodes without their cursors.")


def connection(listing: Listing[Row], make: Callable[[Row], Node]) -> Connection[Node]:
    """One page of rows as a connection of nodes."""
    return Connection(
        cursors=listing.cursors,
        page_info=PageInfo(has_next_page=listing.has_more, end_cursor=listing.end),
        nodes=[make(row) for row in listing.items],
    )
