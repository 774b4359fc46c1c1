"""A mutation about an edition: found by its address, acted upon, and read again as the success."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from uuid import UUID

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from schema.context import Context, Info
from schema.errors import Refusal
from schema.immersions.types import edition_node
from schema.transaction import Keyed, transact

S = TypeVar("S")


class AboutEdition(Keyed, Protocol):
    """A mutation's input that names an edition."""

    edition_slug: str


async def on_edition(
    info: Info,
    given: AboutEdition,
    act: Callable[[Session, Actor, immersions.Edition], Awaitable[object]],
    success: Callable[..., S],
) -> S | Refusal:
    """Run `act` on the edition that `given` names, and answer with the edition as `success`."""

    async def once(session: Session, actor: Actor) -> UUID:
        edition = await immersions.get_edition(session, actor, given.edition_slug)
        await act(session, actor, edition)
        return edition.id

    return await transact(info, "immersions", given, once, edition_shown(success))


def edition_shown(success: Callable[..., S]) -> Callable[[Context, Actor, UUID], Awaitable[S]]:
    """The edition read again, as the success of a mutation."""

    async def show(context: Context, actor: Actor, edition_id: UUID) -> S:
        return success(edition=edition_node(await immersions.edition_row(context.session, actor, edition_id)))

    return show
