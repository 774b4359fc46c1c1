"""What mutations of a circle share: find it by its address, act, answer with the circle read again."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from uuid import UUID

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from schema.circles.types import Circle, circle_node
from schema.context import Context, Info
from schema.errors import Refusal
from schema.transaction import Keyed, transact

Success = TypeVar("Success")
Verb = Callable[[Session, Actor, circles.Circle], Awaitable[object]]


class OnCircle(Keyed, Protocol):
    """An input that names a circle by its address."""

    slug: str


async def on_circle(
    info: Info, given: OnCircle, verb: Verb, success: Callable[[Circle], Success]
) -> Success | Refusal:
    """Run `verb` on the circle at `given.slug` in a unit of work; answer `success(circle)` or a refusal."""

    async def act(session: Session, actor: Actor) -> UUID:
        circle = await circles.get_circle(session, actor, given.slug)
        await verb(session, actor, circle)
        return circle.id

    return await transact(info, "circles", given, act, showing(success))


def showing(
    success: Callable[[Circle], Success],
) -> Callable[[Context, Actor, UUID], Awaitable[Success]]:
    """Reads the circle again as the success."""

    async def show(context: Context, actor: Actor, circle_id: UUID) -> Success:
        return success(circle_node(await circles.circle_row(context.session, actor, circle_id)))

    return show
