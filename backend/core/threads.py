"""Threads that hold no process back when it is asked to stop."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

BESIDE = 20
"""What may be computed, or waited for, beside a loop."""


class Threads(ThreadPoolExecutor):
    """`most` threads, begun as they are needed, which go with the process whatever they are at.

    Those of the library hold it until they are done, however long that takes.
    """

    def __init__(self, most: int, name: str) -> None:
        super().__init__(most, name)
        self._most, self._name = most, name
        self._asked: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._promised: set[Future[Any]] = set()
        self._free = threading.Semaphore(0)
        self._begun = 0

    @property
    def in_hand(self) -> int:
        """How much is asked for and not done."""
        return len(self._promised)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """What `fn` will return, in its turn."""
        promised: Future[T] = Future()
        self._promised.add(promised)
        promised.add_done_callback(self._promised.discard)
        self._asked.put((promised, partial(fn, *args, **kwargs)))
        if not self._free.acquire(blocking=False) and self._begun < self._most:
            self._begun += 1
            threading.Thread(target=self._work, name=f"{self._name}-{self._begun}", daemon=True).start()
        return promised

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the threads that have nothing to do, and wait for none of the others."""
        for _ in range(self._begun):
            self._asked.put(None)

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            promised, call = asked
            if promised.set_running_or_notify_cancel():
                try:
                    promised.set_result(call())
                except BaseException as error:
                    promised.set_exception(error)
            # What was computed is not kept until there is something else to compute.
            del asked, promised, call
            self._free.release()


def think_in_threads_that_go() -> None:
    """Let all that this loop has threads do go with the process: nobody waits for it any more by then."""
    asyncio.get_running_loop().set_default_executor(Threads(BESIDE, "beside"))
