"""Reports that say the same: merged in a tree, where everything goes on at the root.

A voice or a follower of a report is a row there, which has no `came_from_id`. Beside these a report shows
those of all that is merged beneath it: rows with one, made anew each time its tree changes.
"""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.errors import ChangedMeanwhile
from backend.reports import errors
from backend.reports.models import FOLLOWERS, REPORTS, VOTES, Report, Status, Step
from backend.reports.policy import may_respond, require_respond
from backend.reports.standing import locked, standing_of


async def merge(session: Session, actor: Actor, report: Report, into: Report) -> Report:
    """Merge a report with one that says the same: its voices and followers go there too, once each.

    Errors: RespondersOnly (over either), MergedAway, SameReport, AlreadyKept.
    """
    if report.id == into.id:
        raise errors.SameReport
    for one in (report, into):
        require_respond(await standing_of(session, actor, one))
    # Both are held in one order, so that two merges the other way round take turns.
    held = {id_: await locked(session, id_) for id_ in sorted((report.id, into.id))}
    report, into = held[report.id], held[into.id]
    if Status.DUPLICATE in {report.status, into.status}:
        raise errors.MergedAway
    if report.kept_at is not None:
        raise errors.AlreadyKept
    report.status_before, report.status = report.status, Status.DUPLICATE
    report.duplicate_of_id = report.merged_into_id = into.id
    session.add(report)
    session.add(Step(report_id=report.id, status=Status.DUPLICATE, by_id=actor.person_id))
    await session.flush()
    # What was merged with it earlier says the same as what it is merged with now.
    earlier = sa.update(REPORTS).where(REPORTS.c.duplicate_of_id == report.id)
    await session.execute(earlier.values(duplicate_of_id=into.id))
    await _gather(session, into.id)
    await events.record(
        session, actor, "report.merged", "report", report.id, number=report.number, into=into.number
    )
    return into


async def unmerge(session: Session, actor: Actor, report: Report) -> Report:
    """Take a merged report out again, with what was merged into it: what they brought goes back with them.

    Errors: RespondersOnly, NotMerged, ChangedMeanwhile.
    """
    if not may_respond(await standing_of(session, actor, report)):
        raise errors.RespondersOnly
    if report.duplicate_of_id is None:
        raise errors.NotMerged
    # The root is held first: whoever merges it holds it before it writes to what is merged with it.
    root = await locked(session, report.duplicate_of_id)
    report = await locked(session, report.id)
    if report.duplicate_of_id != root.id:
        raise ChangedMeanwhile
    pairs = _pairs(root.id)
    theirs = sa.select(pairs.c.below_id).where(pairs.c.report_id == report.id)
    await session.execute(
        sa.update(REPORTS).where(REPORTS.c.id.in_(theirs)).values(duplicate_of_id=report.id)
    )
    report.status, report.status_before = report.status_before or Status.RECEIVED, None
    report.duplicate_of_id = report.merged_into_id = None
    session.add(report)
    session.add(Step(report_id=report.id, status=report.status, by_id=actor.person_id))
    await session.flush()
    for one in (root, report):
        await _gather(session, one.id)
    await events.record(session, actor, "report.unmerged", "report", report.id, number=report.number)
    return report


def tree_of(root_id: UUID) -> sa.ColumnElement[bool]:
    """Whether one of REPORTS is this one, which is no duplicate, or merged with it."""
    return sa.or_(REPORTS.c.id == root_id, REPORTS.c.duplicate_of_id == root_id)


def _pairs(root_id: UUID) -> sa.CTE:
    """Each report of a tree (`report_id`) with each of those beneath it (`below_id`)."""
    near = sa.select(REPORTS.c.merged_into_id.label("report_id"), REPORTS.c.id.label("below_id"))
    pairs = near.where(REPORTS.c.duplicate_of_id == root_id).cte("pairs", recursive=True)
    above = alias_of(REPORTS, "above")
    further = sa.select(above.c.merged_into_id, pairs.c.below_id).join(pairs, pairs.c.report_id == above.c.id)
    return pairs.union_all(further.where(above.c.merged_into_id.is_not(None)))


async def _gather(session: Session, root_id: UUID) -> None:
    """Bring each report of a tree the voices and followers of those beneath it, and count them."""
    tree = sa.select(REPORTS.c.id).where(tree_of(root_id))
    for table in (VOTES, FOLLOWERS):
        brought = sa.and_(table.c.report_id.in_(tree), table.c.came_from_id.is_not(None))
        await session.execute(sa.delete(table).where(brought))
    await _bring_voices(session, _pairs(root_id))
    await _bring_followers(session, _pairs(root_id))
    counts = {
        name: sa.select(sa.func.count()).where(table.c.report_id == REPORTS.c.id).scalar_subquery()
        for name, table in (("vote_count", VOTES), ("follower_count", FOLLOWERS))
    }
    await session.execute(
        sa.update(Report)
        .where(tree_of(root_id))
        .values(**counts)
        .returning(Report)
        .execution_options(populate_existing=True)
    )


async def _bring_voices(session: Session, pairs: sa.CTE) -> None:
    """Whoever sent a report said it too; but one's own report has one's voice already."""
    top = alias_of(REPORTS, "top")
    voted = sa.select(
        pairs.c.report_id, VOTES.c.person_id, pairs.c.below_id, VOTES.c.voted_at.label("said_at")
    ).join(VOTES, sa.and_(VOTES.c.report_id == pairs.c.below_id, VOTES.c.came_from_id.is_(None)))
    sent = sa.select(pairs.c.report_id, REPORTS.c.author_id, pairs.c.below_id, REPORTS.c.received_at)
    sent = sent.join(REPORTS, REPORTS.c.id == pairs.c.below_id).where(REPORTS.c.author_id.is_not(None))
    said = voted.union_all(sent).subquery("said")
    rows = _first_of_each(VOTES, said, said.c.said_at).add_columns(said.c.said_at)
    others = rows.join(top, top.c.id == said.c.report_id).where(
        top.c.author_id.is_distinct_from(said.c.person_id)
    )
    await _insert(session, VOTES, others.subquery("brought"), "voted_at")


async def _bring_followers(session: Session, pairs: sa.CTE) -> None:
    own = sa.and_(FOLLOWERS.c.report_id == pairs.c.below_id, FOLLOWERS.c.came_from_id.is_(None))
    follow = sa.select(pairs.c.report_id, FOLLOWERS.c.person_id, pairs.c.below_id).join(FOLLOWERS, own)
    some = follow.subquery("follow")
    await _insert(session, FOLLOWERS, _first_of_each(FOLLOWERS, some, some.c.below_id).subquery("brought"))


def _first_of_each(
    table: sa.Table, some: sa.Subquery, order: sa.ColumnElement[object]
) -> sa.Select[tuple[UUID, UUID, UUID, int]]:
    """People of reports who have no row of their own there; of each the `turn` 1 is the first."""
    own = alias_of(table, "own")
    there = sa.exists().where(own.c.report_id == some.c.report_id, own.c.person_id == some.c.person_id)
    turn = sa.func.row_number().over(
        partition_by=[some.c.report_id, some.c.person_id], order_by=[order, some.c.below_id]
    )
    return sa.select(some.c.report_id, some.c.person_id, some.c.below_id, turn.label("turn")).where(~there)


async def _insert(session: Session, table: sa.Table, brought: sa.Subquery, *more: str) -> None:
    rows = sa.select(*(one for one in brought.c if one.name != "turn")).where(brought.c.turn == 1)
    columns = ["report_id", "person_id", "came_from_id", *more]
    await session.execute(sa.insert(table).from_select(columns, rows, include_defaults=False))
