"""« Moi aussi »: one voice per person, withdrawable; and following."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.inserts import insert_into
from backend.reports import errors
from backend.reports.merging import tree_of
from backend.reports.models import FOLLOWERS, REPORTS, VOTES, Report
from backend.reports.policy import Standing, require_open

FOLLOWERS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FollowedReport:
    """What a report is called, for those who tell its followers what happened to it."""

    id: UUID
    number: int
    title: str


async def vote(session: Session, standing: Standing) -> Report:
    """Add the actor's voice, and follow. Errors: OwnReport, MergedAway, AlreadyVoted."""
    require_open(standing)
    actor, report = _person(standing), standing.report
    if standing.is_author:
        raise errors.OwnReport
    if not await _put(session, VOTES, report.id, actor.person_id):
        raise errors.AlreadyVoted
    await _count(session, report, vote_count=1)
    await events.record(session, actor, "report.voted", "report", report.id, number=report.number)
    await _follow(session, report, actor.person_id)
    return report


async def withdraw(session: Session, standing: Standing) -> Report:
    """Take the voice back, wherever it was given to what says the same; following goes on.

    Errors: MergedAway, NoVoice, OwnReport when they sent what is merged with the report.
    """
    require_open(standing)
    actor, report = _person(standing), standing.report
    if not await _take(session, VOTES, report, actor.person_id, "vote_count"):
        raise errors.NoVoice
    theirs = sa.exists().where(REPORTS.c.duplicate_of_id == report.id, REPORTS.c.author_id == actor.person_id)
    if await session.scalar(sa.select(theirs)):
        raise errors.OwnReport
    await events.record(session, actor, "report.vote_withdrawn", "report", report.id, number=report.number)
    return report


async def follow(session: Session, standing: Standing, following: bool = True) -> Report:
    """Be told of every change, or no longer; asking twice is once. Errors: MergedAway."""
    require_open(standing)
    actor, report = _person(standing), standing.report
    changed = (
        await _follow(session, report, actor.person_id)
        if following
        else await _take(session, FOLLOWERS, report, actor.person_id, "follower_count")
    )
    if changed:
        name = "report.followed" if following else "report.unfollowed"
        await events.record(session, actor, name, "report", report.id, number=report.number)
    return report


async def keep_told(session: Session, report: Report, person_id: UUID) -> None:
    """Have somebody told of every change, who said elsewhere what became this report."""
    await _follow(session, report, person_id)


async def followed_report(session: Session, report_id: UUID) -> FollowedReport | None:
    """What the report is called, if it still exists."""
    found = await session.execute(
        sa.select(REPORTS.c.id, REPORTS.c.number, REPORTS.c.title).where(REPORTS.c.id == report_id)
    )
    row = found.one_or_none()
    return FollowedReport(*row) if row else None


async def followers_of(
    session: Session, report_id: UUID, after: UUID | None = None, most: int = FOLLOWERS_AT_ONCE
) -> list[UUID]:
    """Who is told of every change of a report, in the order of their ids, `most` after one of them."""
    later = FOLLOWERS.c.person_id > after if after else sa.true()
    found = await session.execute(
        sa.select(FOLLOWERS.c.person_id)
        .where(FOLLOWERS.c.report_id == report_id, later)
        .order_by(FOLLOWERS.c.person_id)
        .limit(most)
    )
    return list(found.scalars())


async def voters_among(
    session: Session, report_id: UUID, people: Collection[UUID | None]
) -> set[UUID | None]:
    """Those of these people who have given a report their voice."""
    found = await session.execute(
        sa.select(VOTES.c.person_id).where(VOTES.c.report_id == report_id, VOTES.c.person_id.in_(people))
    )
    return set(found.scalars())


def _person(standing: Standing) -> Actor:
    if standing.actor is None or standing.actor.person_id is None:
        raise errors.NotAVoter
    return standing.actor


async def _follow(session: Session, report: Report, person_id: UUID | None) -> bool:
    """Whether they did not follow yet; whom a duplicate brought follows by their own will from now on."""
    if await _put(session, FOLLOWERS, report.id, person_id):
        await _count(session, report, follower_count=1)
        return True
    theirs = FOLLOWERS.c.report_id == report.id, FOLLOWERS.c.person_id == person_id
    await session.execute(sa.update(FOLLOWERS).where(*theirs).values(came_from_id=None))
    return False


async def _put(session: Session, table: sa.Table, report_id: UUID, person_id: UUID | None) -> bool:
    """Whether the person was not there yet."""
    added = await session.execute(
        insert_into(session, table)
        .values(report_id=report_id, person_id=person_id)
        .on_conflict_do_nothing()
        .returning(table.c.person_id)
    )
    return added.scalar_one_or_none() is not None


async def _take(
    session: Session, table: sa.Table, report: Report, person_id: UUID | None, counted: str
) -> bool:
    """Whether the person was there; what is merged with the report would bring them back, were they left."""
    tree = sa.select(REPORTS.c.id).where(tree_of(report.id))
    removed = await session.execute(
        sa.delete(table)
        .where(table.c.report_id.in_(tree), table.c.person_id == person_id)
        .returning(table.c.report_id)
    )
    places = set(removed.scalars())
    merged = sa.update(REPORTS).where(REPORTS.c.id.in_(places - {report.id}))
    if report.id in places:
        await _count(session, report, **{counted: -1})
    if places - {report.id}:
        await session.execute(merged.values({counted: REPORTS.c[counted] - 1}))
    return report.id in places


async def _count(session: Session, report: Report, **by: int) -> None:
    """Move a report's counts in the database, where concurrent voices add up.

    Errors: MergedAway, when it was merged this instant.
    """
    changes = {name: REPORTS.c[name] + step for name, step in by.items()}
    counted = await session.execute(
        sa.update(Report)
        .where(REPORTS.c.id == report.id, REPORTS.c.duplicate_of_id.is_(None))
        .values(**changes)
        .returning(Report)
        .execution_options(populate_existing=True)
    )
    if counted.scalar_one_or_none() is None:
        raise errors.MergedAway
