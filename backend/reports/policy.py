"""What a relation to a report allows, on top of the permission table: predicates over a `Standing`."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.identity import PEOPLE, Permission
from backend.reports import errors
from backend.reports.models import REPORTS, Report, Signature, Status


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


def disguised(report_id: sa.ColumnElement[UUID], person_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Whether, in a statement, a person signed a report by a pseudonym; of two who were erased, it may be."""
    known = sa.exists().where(PEOPLE.c.id == person_id).correlate_except(PEOPLE)
    erased = sa.and_(REPORTS.c.author_id.is_(None), ~known)
    is_author = sa.or_(REPORTS.c.author_id == person_id, erased)
    return sa.exists().where(REPORTS.c.id == report_id, REPORTS.c.signature == Signature.PSEUDONYM, is_author)


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
