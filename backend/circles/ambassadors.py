"""Counting ambassadors by unit and site, for coverage: all again, set-based, soon after something changed."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from backend import jobs
from backend.circles.models import (
    AMBASSADOR_COUNTS,
    CIRCLES,
    MEMBERSHIPS,
    CircleStatus,
    MembershipStatus,
)
from backend.core.clock import now
from backend.core.db import Session
from backend.identity import ORG_UNIT_TREE, PEOPLE, PersonStatus

JOB = "circles.count_ambassadors"
EVERY_SECONDS = 2


async def count_soon(session: Session) -> None:
    """Promise one count for all that changes in these two seconds.

    The count begins after they end, so what is promised while one is running is counted by the next.
    """
    turn = int(now().timestamp()) // EVERY_SECONDS + 1
    due = datetime.fromtimestamp(turn * EVERY_SECONDS, UTC) + timedelta(seconds=1)
    await jobs.enqueue(session, JOB, {}, key=f"{JOB}@{turn}", run_at=due)


async def count_ambassadors(session: Session) -> None:
    """Count the active members of open circles again, each person once; only what changed is written."""
    counts = AMBASSADOR_COUNTS
    fresh = _counted().subquery("counted")
    cell = sa.tuple_(counts.c.org_unit_id, counts.c.site_id, counts.c.own, counts.c.people)
    await session.execute(sa.delete(counts).where(cell.not_in(sa.select(fresh))))
    known = sa.select(counts.c.org_unit_id, counts.c.site_id)
    await session.execute(
        sa.insert(counts).from_select(
            ["org_unit_id", "site_id", "own", "people"],
            sa.select(fresh).where(sa.tuple_(fresh.c.org_unit_id, fresh.c.site_id).not_in(known)),
        )
    )


def _counted() -> sa.Select[tuple[object, ...]]:
    tree, here = ORG_UNIT_TREE, _ambassadors().subquery("here")
    own = sa.func.sum(sa.case((tree.c.distance == 0, here.c.people), else_=0))
    return (
        sa.select(
            tree.c.ancestor_id.label("org_unit_id"),
            here.c.site_id,
            own.label("own"),
            sa.func.sum(here.c.people).label("people"),
        )
        .join(here, here.c.org_unit_id == tree.c.descendant_id)
        .group_by(tree.c.ancestor_id, here.c.site_id)
    )


def _ambassadors() -> sa.Select[tuple[object, ...]]:
    """The active members of open circles by unit and site, each person once."""
    members = (
        sa.select(MEMBERSHIPS.c.person_id)
        .join(CIRCLES, CIRCLES.c.id == MEMBERSHIPS.c.circle_id)
        .where(CIRCLES.c.status == CircleStatus.ACTIVE, MEMBERSHIPS.c.status == MembershipStatus.ACTIVE)
    )
    return (
        sa.select(PEOPLE.c.org_unit_id, PEOPLE.c.site_id, sa.func.count().label("people"))
        .where(
            PEOPLE.c.id.in_(members), PEOPLE.c.status == PersonStatus.ACTIVE, PEOPLE.c.site_id.is_not(None)
        )
        .group_by(PEOPLE.c.org_unit_id, PEOPLE.c.site_id)
    )
