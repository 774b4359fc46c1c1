"""What follows from an event in another slice: the only place where slices are wired together.

Each event name leads to the names of jobs; each job name to the function that does it. A job runs in one
unit of work, at least once: what it does twice must be the same as what it does once.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from backend import circles, identity, notifications, reports
from backend.core.db import Session
from backend.jobs import Outside
from backend.notifications import about_circles

JobFunction = Callable[[Session, Mapping[str, Any]], Awaitable[Outside | None]]


async def promote_waiting(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.promote_waiting(session, UUID(facts["circle_id"]))


async def release_person(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.release_person(session, UUID(facts["subject_id"]))


async def forget_old_keys(session: Session, facts: Mapping[str, Any]) -> None:
    await identity.forget_old_keys(session)


async def forget_ended_sessions(session: Session, facts: Mapping[str, Any]) -> None:
    await identity.forget_ended_sessions(session)


async def keep_uncontested(session: Session, facts: Mapping[str, Any]) -> None:
    await reports.keep_uncontested(session)


async def escalate_very_late(session: Session, facts: Mapping[str, Any]) -> None:
    await reports.escalate_very_late(session)


REACTIONS: dict[str, tuple[str, ...]] = {
    "membership.invited": ("notifications.invited",),
    "membership.active": ("notifications.answered",),
    "membership.waiting": ("notifications.answered",),
    "membership.declined": ("notifications.answered",),
    "membership.left": ("circles.promote_waiting",),
    "message.question_answered": ("notifications.question_answered",),
    "circle.capacity_raised": ("circles.promote_waiting",),
    "person.deactivated": ("circles.release_person",),
}

JOBS: dict[str, JobFunction] = {
    "circles.promote_waiting": promote_waiting,
    "circles.release_person": release_person,
    "identity.forget_ended_sessions": forget_ended_sessions,
    "identity.forget_old_keys": forget_old_keys,
    "notifications.invited": about_circles.invited,
    "notifications.answered": about_circles.answered,
    "notifications.question_answered": about_circles.question_answered,
    "reports.keep_uncontested": keep_uncontested,
    "reports.escalate_very_late": escalate_very_late,
    notifications.SEND: notifications.send,
}
