"""What follows from an event in another slice: the only place where slices are wired together.

Each event name leads to the names of jobs; each job name to the function that does it. A job runs in one
unit of work, at least once: what it does twice must be the same as what it does once.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from backend import circles, notifications
from backend.core.db import Session
from backend.jobs import Outside
from backend.notifications import about_circles

JobFunction = Callable[[Session, Mapping[str, Any]], Awaitable[Outside | None]]


async def promote_waiting(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.promote_waiting(session, UUID(facts["circle_id"]))


REACTIONS: dict[str, tuple[str, ...]] = {
    "membership.invited": ("notifications.invited",),
    "membership.active": ("notifications.answered",),
    "membership.waiting": ("notifications.answered",),
    "membership.declined": ("notifications.answered",),
    "membership.left": ("circles.promote_waiting",),
}

JOBS: dict[str, JobFunction] = {
    "circles.promote_waiting": promote_waiting,
    "notifications.invited": about_circles.invited,
    "notifications.answered": about_circles.answered,
    notifications.SEND: notifications.send,
}
