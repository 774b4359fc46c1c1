"""What mutations of a thread share: find it or its post, act, answer with the thread read again."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from uuid import UUID

import strawberry

from backend import forum
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import Refusal
from schema.forum.types import Thread, thread_node
from schema.ids import decode
from schema.transaction import Keyed, transact

Success = TypeVar("Success")
Made = TypeVar("Made", covariant=True)
OnThread = Callable[[Session, forum.Standing], Awaitable[object]]
OnPost = Callable[[Session, forum.Standing, UUID], Awaitable[object]]


class Succeeding(Protocol[Made]):
    """A mutation's success, which holds the thread."""

    def __call__(self, *, thread: Thread) -> Made: ...


class WithThread(Keyed, Protocol):
    """An input that names a thread."""

    thread_id: strawberry.ID


class WithPost(Keyed, Protocol):
    """An input that names a post."""

    post_id: strawberry.ID


async def on_thread(
    info: Info, given: WithThread, verb: OnThread, success: Succeeding[Success]
) -> Success | Refusal:
    """Run `verb` on the thread in a unit of work; answer `success(thread)` or a refusal."""

    async def act(session: Session, actor: Actor) -> UUID:
        thread_id = decode(given.thread_id, "Thread", "thread_id")
        await verb(session, await forum.standing_of(session, actor, thread_id))
        return thread_id

    return await transact(info, "forum", given, act, showing(success))


async def on_post(
    info: Info, given: WithPost, verb: OnPost, success: Succeeding[Success]
) -> Success | Refusal:
    """Run `verb` on the post and its thread in a unit of work."""

    async def act(session: Session, actor: Actor) -> UUID:
        post_id = decode(given.post_id, "ForumPost", "post_id")
        thread_id = await forum.thread_of_post(session, post_id)
        await verb(session, await forum.standing_of(session, actor, thread_id), post_id)
        return thread_id

    return await transact(info, "forum", given, act, showing(success))


def showing(success: Succeeding[Success]) -> Callable[[Context, Actor, UUID], Awaitable[Success]]:
    """Reads the thread again as the success."""

    async def show(context: Context, actor: Actor, thread_id: UUID) -> Success:
        return success(thread=thread_node(await forum.thread_row(context.session, actor, thread_id)))

    return show


def why(reason: str) -> forum.ReasonInput:
    """The reason as verbs take it. Errors: InvalidInput."""
    return checked(forum.ReasonInput, {"reason": reason})
