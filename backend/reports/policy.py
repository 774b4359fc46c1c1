"""What a relation to a report allows, on top of the permission table. Pure predicates over a `Standing`."""

from dataclasses import dataclass
from uuid import UUID

from backend.core.actor import Actor
from backend.identity import Permission
from backend.reports import errors
from backend.reports.models import Report, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands towards a report.

    `units` are its topic's unit, its author's, and those above; `answers` says that they are among those who
    answer for its topic. `is_author` also holds for whoever came with an anonymous report's code, as nobody.
    """

    actor: Actor | None
    report: Report
    units: tuple[UUID, ...] = ()
    answers: bool = False
    is_author: bool = False


def may_respond(standing: Standing) -> bool:
    """Who answers for the topic, and responders over it or over where the report comes from."""
    actor = standing.actor
    return actor is not None and (standing.answers or actor.may(Permission.REPORTS_RESPOND, *standing.units))


def require_respond(standing: Standing) -> None:
    if not may_respond(standing):
        raise errors.RespondersOnly
    require_open(standing)


def require_author(standing: Standing) -> None:
    if not standing.is_author:
        raise errors.AuthorOnly
    require_open(standing)


def require_open(standing: Standing) -> None:
    """What is merged goes on elsewhere."""
    if standing.report.status is Status.DUPLICATE:
        raise errors.MergedAway


NEXT: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED}),
    Status.IN_REVIEW: frozenset({Status.ACCEPTED, Status.DECLINED}),
    Status.ACCEPTED: frozenset({Status.IN_PROGRESS, Status.DELIVERED, Status.DECLINED}),
    Status.IN_PROGRESS: frozenset({Status.DELIVERED, Status.DECLINED}),
    Status.DELIVERED: frozenset({Status.IN_PROGRESS}),
    Status.DECLINED: frozenset({Status.IN_REVIEW}),
    Status.DUPLICATE: frozenset(),
}
"""Where a report goes from each status; merging is apart."""


def require_step(report: Report, to: Status) -> None:
    if report.kept_at is not None:
        raise errors.AlreadyKept
    if to not in NEXT[report.status]:
        raise errors.WrongStep
