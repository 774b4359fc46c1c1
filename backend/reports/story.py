"""What is said and done under one report: responses, posts, steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed_by
from backend.identity import PEOPLE, display_name
from backend.reports.models import POSTS, REPORTS, RESPONSES, STEPS, PostKind, Signature, Status
from backend.reports.rows import respondable

MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """An official response, or a later entry of it."""

    id: UUID
    report_id: UUID
    doing: str
    not_doing: str
    by_when: str
    said_by: str | None
    said_at: datetime


@dataclass(frozen=True, slots=True)
class PostRow:
    """Something said under a report. `author_name` is the author's signature where they wrote it."""

    id: UUID
    report_id: UUID
    kind: PostKind
    text: str
    author_name: str | None
    from_author: bool
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class StepRow:
    status: Status
    by: str | None
    note: str
    at: datetime


async def response_rows(
    session: Session, ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[ResponseRow]]:
    """The official responses of each report, first one first, in one statement."""
    statement = sa.select(RESPONSES, display_name(PEOPLE).label("said_by")).outerjoin(
        PEOPLE, PEOPLE.c.id == RESPONSES.c.said_by_id
    )
    order: list[sa.ColumnElement[Any]] = [RESPONSES.c.said_at, RESPONSES.c.id]
    return await listed_by(
        session, statement, RESPONSES.c.report_id, ids, order, page, _response, name="responses"
    )


async def post_rows(
    session: Session, actor: Actor | None, ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[PostRow]]:
    """What is said under each report, oldest first: notes for those who answer alone."""
    signed = REPORTS.c.signature == Signature.NAME
    name = display_name(PEOPLE)
    shown = sa.case((POSTS.c.from_author & ~signed, sa.func.nullif(REPORTS.c.pseudonym, "")), else_=name)
    statement = (
        sa.select(
            POSTS.c.id,
            POSTS.c.report_id,
            POSTS.c.kind,
            POSTS.c.text,
            POSTS.c.from_author,
            POSTS.c.posted_at,
            shown.label("author_name"),
        )
        .join(REPORTS, REPORTS.c.id == POSTS.c.report_id)
        .outerjoin(PEOPLE, PEOPLE.c.id == POSTS.c.author_id)
        .where(sa.or_(POSTS.c.kind != PostKind.NOTE, respondable(actor) if actor else sa.false()))
    )
    order: list[sa.ColumnElement[Any]] = [POSTS.c.posted_at, POSTS.c.id]
    return await listed_by(session, statement, POSTS.c.report_id, ids, order, page, _post, name="posts")


async def step_rows(session: Session, report_id: UUID) -> list[StepRow]:
    """The statuses that a report reached, in order."""
    found = await session.execute(
        sa.select(
            STEPS.c.status,
            display_name(PEOPLE).label("by"),
            STEPS.c.note,
            STEPS.c.at,
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == STEPS.c.by_id)
        .where(STEPS.c.report_id == report_id)
        .order_by(STEPS.c.at, STEPS.c.id)
        .limit(MOST_STEPS)
    )
    return [StepRow(*row) for row in found]


def _response(row: sa.Row[Any]) -> ResponseRow:
    return ResponseRow(**{name: row._mapping[name] for name in ResponseRow.__slots__})


def _post(row: sa.Row[Any]) -> PostRow:
    return PostRow(**{name: row._mapping[name] for name in PostRow.__slots__})
