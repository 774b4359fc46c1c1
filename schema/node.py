"""Relay's `node` and `nodes`: each type says here how it is found again by its ids, by whoever may see it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import strawberry
from strawberry.relay import GlobalID, GlobalIDValueError, Node

from backend.core.actor import Actor
from backend.core.listing import MOST, BadPageSize
from schema.context import Context, Info
from schema.ids import BadId
from schema.loaders import load

Loader = Callable[[Context, Actor, Sequence[UUID]], Awaitable[dict[UUID, Any]]]
"""Reads the nodes of some ids in one statement; what the actor may not see is left out."""

_loaders: dict[str, tuple[str, Loader]] = {}


def finds(type_name: str, slice_name: str) -> Callable[[Loader], Loader]:
    """Register how nodes of a type are found; their slice's `read` scope is required of tokens."""

    def register(loader: Loader) -> Loader:
        _loaders[type_name] = (slice_name, loader)
        return loader

    return register


def types_found() -> frozenset[str]:
    """The types that `node` finds."""
    return frozenset(_loaders)


async def found_nodes(context: Context, ids: Sequence[str]) -> list[Any]:
    """The node of each id, None where there is none for the caller; one statement a type.

    Errors: BadId, NotSignedIn, ScopeMissing.
    """
    wanted = [_decode(value) for value in ids]
    found: dict[tuple[str, UUID], Any] = {}
    for type_name in sorted({name for name, _ in wanted}):
        slice_name, loader = _loaders[type_name]
        actor = context.caller(slice_name)
        of_type = [node_id for name, node_id in wanted if name == type_name]
        for node_id, node in (await loader(context, actor, of_type)).items():
            found[type_name, node_id] = node
    return [found.get(key) for key in wanted]


def _decode(value: str) -> tuple[str, UUID]:
    try:
        given = GlobalID.from_id(value)
        if given.type_name not in _loaders:
            raise BadId(field="id", expected=", ".join(sorted(_loaders)))
        return given.type_name, UUID(given.node_id)
    except (GlobalIDValueError, ValueError) as error:
        raise BadId(field="id", expected=", ".join(sorted(_loaders))) from error


async def linked(info: Info, type_name: str, node_id: UUID) -> Any:
    """What a node points to in another slice, one statement for all that point; None where there is none.

    Errors: NotSignedIn, ScopeMissing.
    """
    slice_name, loader = _loaders[type_name]
    actor = info.context.caller(slice_name)

    async def fetch(ids: Sequence[UUID]) -> dict[UUID, Any]:
        found = await loader(info.context, actor, ids)
        return {one: found.get(one) for one in ids}

    return await load(info, f"linked {type_name}", node_id, fetch)


@strawberry.type
class NodeQuery:
    @strawberry.field(
        description="The object with this global id; null where there is none for the caller.",
    )
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:
        nodes: list[Node | None] = await found_nodes(info.context, [id])
        return nodes[0]

    @strawberry.field(
        description="The objects with these global ids, 1 to 100, in their order; null where there is none.",
    )
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        if not 1 <= len(ids) <= MOST:
            raise BadPageSize(field="ids", most=MOST)
        return await found_nodes(info.context, ids)
