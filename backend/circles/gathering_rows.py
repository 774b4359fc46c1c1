"""What a reader may list about gatherings: date and place for all, the link for members."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.circle_rows import READER, for_reader, run_by_reader
from backend.circles.models import (
    ATTENDANCE,
    CIRCLES,
    CURRENT,
    GATHERINGS,
    MEMBERSHIPS,
    MembershipStatus,
    Reply,
)
from backend.circles.policy import Standing, may_edit
from backend.circles.queries import circles_by_id
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed, listed_by
from backend.identity import PEOPLE, display_name


@dataclass(frozen=True, slots=True)
class GatheringRow:
    """A gathering as lists and pages show it; `link` is empty where the reader may not see it (`is_inside`).

    The counts are of present members' replies, and of all who came.
    """

    id: UUID
    circle_id: UUID
    circle_slug: str
    circle_name: str
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    link: str
    agenda: str
    sequence: int
    created_at: datetime
    changed_at: datetime
    cancelled_at: datetime | None
    organiser_name: str | None
    organiser_email: str | None
    is_inside: bool
    yes_count: int
    maybe_count: int
    no_count: int
    came_count: int
    viewer_reply: Reply | None
    viewer_attended: bool | None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def has_started(self) -> bool:
        return self.starts_at <= now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()


def may_see_inside(standing: Standing) -> bool:
    """Members, and those who run the circle, see a gathering's link and its people."""
    return standing.is_member or may_edit(standing)


async def gathering_row(session: Session, actor: Actor, gathering_id: UUID) -> GatheringRow:
    """One gathering as pages show it; the caller has checked that its circle may be seen."""
    found = await session.execute(_rows(actor).where(GATHERINGS.c.id == gathering_id))
    return _row(found.one())


async def gatherings_by_ids(
    session: Session, actor: Actor, ids: Collection[UUID]
) -> dict[UUID, GatheringRow]:
    """Those of these gatherings whose circle the actor may see, in two statements."""
    found = await session.execute(_rows(actor).where(GATHERINGS.c.id.in_(ids)))
    rows = [_row(row) for row in found]
    seen = await circles_by_id(session, actor, list({row.circle_id for row in rows}))
    return {row.id: row for row in rows if row.circle_id in seen}


async def visible_gatherings(
    session: Session, actor: Actor, circle_id: UUID, page: Page, *, past: bool = False
) -> Listing[GatheringRow]:
    """One page of a circle's gatherings: those to come, soonest first, or the past ones, latest first.

    The caller has checked that the circle may be seen.
    """
    over = GATHERINGS.c.ends_at <= now()
    statement = _rows(actor).where(GATHERINGS.c.circle_id == circle_id, over if past else ~over)
    name = "gatherings-past" if past else "gatherings"
    return await listed(session, statement, _ORDER, page, _row, name=name, descending=past)


async def next_gathering(session: Session, actor: Actor, circle_id: UUID) -> GatheringRow | None:
    """The gathering that a circle holds now or next; the caller has checked that the circle may be seen."""
    coming = GATHERINGS.c.ends_at > now(), GATHERINGS.c.cancelled_at.is_(None)
    found = await session.execute(
        _rows(actor).where(GATHERINGS.c.circle_id == circle_id, *coming).order_by(*_ORDER).limit(1)
    )
    return next(map(_row, found), None)


async def gathering_rows(
    session: Session, actor: Actor, circle_ids: Sequence[UUID], page: Page
) -> Mapping[UUID, Listing[GatheringRow]]:
    """One page for each circle of all its gatherings, latest first, in one statement.

    The caller has checked that the circles may be seen.
    """
    return await listed_by(
        session,
        _rows(actor),
        GATHERINGS.c.circle_id,
        circle_ids,
        _ORDER,
        page,
        _row,
        name="circle-gatherings",
        descending=True,
    )


_ORDER = [GATHERINGS.c.starts_at, GATHERINGS.c.id]


def _rows(actor: Actor) -> sa.Select[Any]:
    return for_reader(actor, _made)


_PLAIN = [GATHERINGS.c[name] for name in GatheringRow.__slots__ if name in GATHERINGS.c and name != "link"]


@cache
def _made(everywhere: bool) -> sa.Select[Any]:
    mine, reply, by = alias_of(MEMBERSHIPS, "mine"), alias_of(ATTENDANCE, "my_reply"), alias_of(PEOPLE, "by")
    is_member = sa.func.coalesce(mine.c.status == MembershipStatus.ACTIVE, sa.false())
    inside = sa.or_(is_member, run_by_reader(everywhere, mine))
    return (
        sa.select(
            *_PLAIN,
            CIRCLES.c.slug.label("circle_slug"),
            CIRCLES.c.name.label("circle_name"),
            sa.case((inside, GATHERINGS.c.link), else_="").label("link"),
            display_name(by).label("organiser_name"),
            by.c.email.label("organiser_email"),
            inside.label("is_inside"),
            _replies(Reply.YES).label("yes_count"),
            _replies(Reply.MAYBE).label("maybe_count"),
            _replies(Reply.NO).label("no_count"),
            _came().label("came_count"),
            reply.c.reply.label("viewer_reply"),
            reply.c.attended.label("viewer_attended"),
        )
        .join(CIRCLES, CIRCLES.c.id == GATHERINGS.c.circle_id)
        .outerjoin(by, by.c.id == GATHERINGS.c.created_by_id)
        .outerjoin(
            mine,
            sa.and_(
                mine.c.circle_id == GATHERINGS.c.circle_id,
                mine.c.person_id == READER,
                mine.c.status.in_(CURRENT),
            ),
        )
        .outerjoin(
            reply,
            sa.and_(reply.c.gathering_id == GATHERINGS.c.id, reply.c.person_id == READER),
        )
    )


def _replies(reply: Reply) -> sa.ScalarSelect[int]:
    """How many replied so, counted rather than stored: whoever left the circle since no longer counts."""
    answer, member = alias_of(ATTENDANCE, "answer"), alias_of(MEMBERSHIPS, "member")
    return (
        sa.select(sa.func.count())
        .select_from(answer)
        .join(member, member.c.person_id == answer.c.person_id)
        .where(
            answer.c.gathering_id == GATHERINGS.c.id,
            answer.c.reply == reply,
            member.c.circle_id == GATHERINGS.c.circle_id,
            member.c.status == MembershipStatus.ACTIVE,
        )
        .correlate(GATHERINGS)
        .scalar_subquery()
    )


def _came() -> sa.ScalarSelect[int]:
    came = alias_of(ATTENDANCE, "came")
    return (
        sa.select(sa.func.count())
        .where(came.c.gathering_id == GATHERINGS.c.id, came.c.attended)
        .correlate(GATHERINGS)
        .scalar_subquery()
    )


def _row(row: sa.Row[Any]) -> GatheringRow:
    fields = row._mapping
    return GatheringRow(**{name: fields[name] for name in GatheringRow.__slots__})
