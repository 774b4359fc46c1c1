"""Connections: how a `core.listing.Listing` looks through Relay."""

from collections.abc import Callable
from typing import Generic, TypeVar

import strawberry

from backend.core.listing import Listing

Node = TypeVar("Node")
Row = TypeVar("Row")


@strawberry.type(name="PageInfo", description="Where a page of a list stands. Lists only go forward.")
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Edge(Generic[Node]):
    node: Node
    cursor: str


@strawberry.type
class Connection(Generic[Node]):
    edges: list[Edge[Node]]
    page_info: PageInfo

    @strawberry.field(description="The nodes without their cursors.")
    def nodes(self) -> list[Node]:
        return [edge.node for edge in self.edges]


def connection(listing: Listing[Row], make: Callable[[Row], Node]) -> Connection[Node]:
    """One page of rows as a connection of nodes."""
    edges = [
        Edge(node=make(row), cursor=cursor)
        for row, cursor in zip(listing.items, listing.cursors, strict=True)
    ]
    return Connection(edges=edges, page_info=PageInfo(has_next_page=listing.has_more, end_cursor=listing.end))
