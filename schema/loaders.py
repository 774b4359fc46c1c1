"""Batches below the root: what many nodes of a list need is fetched in one statement for all of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from strawberry.dataloader import DataLoader

from schema.context import Info

T = TypeVar("T")

Fetch = Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, T]]]
"""From ids to what each has; every id asked for has an entry."""


async def load(info: Info, name: str, key: UUID, fetch: Fetch[T]) -> T:
    """What `key` has, fetched with every other key that this operation asks for under the same `name`.

    `name` tells apart what is fetched, its arguments included: the first `fetch` given under it serves all.
    """
    loaders = info.context.loaders
    if name not in loaders:

        async def batch(keys: list[UUID]) -> list[T]:
            found = await fetch(keys)
            return [found[one] for one in keys]

        loaders[name] = DataLoader(load_fn=batch)
    loader: DataLoader[UUID, T] = loaders[name]
    return await loader.load(key)
