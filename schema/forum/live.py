"""A thread, each time it changes."""

from collections.abc import AsyncGenerator

import strawberry

from backend import forum
from schema.context import Info
from schema.forum.types import Thread, thread_node
from schema.ids import decode
from schema.streaming import changes


@strawberry.type
class ForumSubscription:
    @strawberry.subscription(description="The thread now, then at each of its changes.")
    async def thread_updated(self, info: Info, thread_id: strawberry.ID) -> AsyncGenerator[Thread, None]:
        found = decode(thread_id, "Thread", "thread_id")
        async for actor in changes(info.context, "forum", f"thread:{found}"):
            yield thread_node(await forum.thread_row(info.context.session, actor, found))
