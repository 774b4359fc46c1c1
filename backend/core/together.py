"""Answering many who ask at the same moment with one call."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Together(Generic[Key, Answer]):
    """Gathers the keys asked for while the event loop takes one turn, then calls `find` once for all.

    An answer is never older than its question: a call that has begun takes nobody else in.
    """

    def __init__(self, find: Callable[[Collection[Key]], Awaitable[Mapping[Key, Answer]]]) -> None:
        self._find = find
        self._waiting: dict[Key, asyncio.Future[Answer | None]] = {}
        self._calls: set[asyncio.Task[None]] = set()

    async def ask(self, key: Key) -> Answer | None:
        """The answer for `key`; None where there is none."""
        loop = asyncio.get_running_loop()
        if not self._waiting:
            call = loop.create_task(self._call())
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
        future = self._waiting.setdefault(key, loop.create_future())
        return await asyncio.shield(future)

    async def _call(self) -> None:
        # Everybody whom one ring woke asks in this turn of the loop, or in the next.
        await asyncio.sleep(0)
        asked, self._waiting = self._waiting, {}
        try:
            found = await self._find(asked)
        except Exception as error:
            for future in asked.values():
                future.set_exception(error)
            return
        for key, future in asked.items():
            future.set_result(found.get(key))
