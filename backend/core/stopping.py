"""Hearing at once that the process is asked to stop."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def at_the_signal(call: Callable[[], None]) -> Iterator[None]:
    """Call `call` when a signal asks the process to stop, beside what the server does then.

    The server waits for open answers before it tells the application to stop, and a live page's answer
    ends only when it is told to: so it is told at the signal itself.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in SIGNALS}

    def heard(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(call)
        server = before[signal.Signals(number)]
        if callable(server):
            server(number, frame)

    for number in SIGNALS:
        signal.signal(number, heard)
    try:
        yield
    finally:
        for number, server in before.items():
            signal.signal(number, server)


def stop_without_a_parent() -> None:
    """Have a process that others share the work with stop when the one that began them is gone, even killed.

    It would go on holding the port, under nobody's hand.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()
