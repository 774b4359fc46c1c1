"""Reading threads: the list, one, those that look alike."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from backend import forum
from backend.core.actor import Actor
from backend.core.listing import Page
from schema.arguments import TypedText
from schema.context import Context, Info
from schema.forum.types import Thread, post_node, thread_node
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection

ALIKE = 5


@strawberry.input(description="Narrows a list of threads; what is left out narrows nothing.")
class ThreadFilter:
    state: forum.ThreadState | None = strawberry.field(default=None, description="Only in this state.")
    topic_id: strawberry.ID | None = strawberry.field(default=None, description="Only about this topic.")
    product: str = strawberry.field(default="", description="Only about this product.")
    mine: bool = strawberry.field(default=False, description="Only where the caller asked or answered.")
    asked_of_me: bool = strawberry.field(default=False, description="Only those that ask the caller by name.")
    flagged: bool = strawberry.field(default=False, description="Only those that await the caller's look.")
    words: str = strawberry.field(
        default="", description="Only those that hold these words, the closest first."
    )


@strawberry.type
class ThreadsRead:
    @strawberry.field(description="Threads, the last to move first, or the closest to the words looked for.")
    async def threads(
        self, info: Info, first: int = 20, after: str | None = None, filter: ThreadFilter | None = None
    ) -> Connection[Thread]:
        actor, page = info.context.caller("forum"), Page(first, after)
        listing = await forum.visible_threads(info.context.session, actor, page, _filter(filter))
        return connection(listing, thread_node)

    @strawberry.field(description="The thread with this id; null where there is none for the caller.")
    async def thread(self, info: Info, id: strawberry.ID) -> Thread | None:
        actor = info.context.caller("forum")
        row = await forum.thread_row(info.context.session, actor, decode(id, "Thread"))
        return thread_node(row)

    @strawberry.field(description="The five threads that look most like a text, the closest first.")
    async def similar_threads(self, info: Info, text: TypedText) -> list[Thread]:
        actor, session = info.context.caller("forum"), info.context.session
        ids = await forum.similar_ids(session, text, ALIKE)
        rows = await forum.threads_by_ids(session, actor, ids)
        return [thread_node(rows[one]) for one in ids if one in rows]


def _filter(given: ThreadFilter | None) -> forum.ThreadFilter:
    if given is None:
        return forum.ThreadFilter()
    topic_id = decode(given.topic_id, "Topic", "topic_id") if given.topic_id else None
    plain = {k: v for k, v in vars(given).items() if k != "topic_id"}
    return forum.ThreadFilter(**plain, topic_id=topic_id)


@finds("Thread", "forum")
async def _threads(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await forum.threads_by_ids(context.session, actor, ids)
    return {key: thread_node(row) for key, row in rows.items()}


@finds("ForumPost", "forum")
async def _posts(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await forum.posts_by_ids(context.session, actor, ids)
    return {key: post_node(row) for key, row in rows.items()}
