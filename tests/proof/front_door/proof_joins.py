"""Joining a circle, with all that the verb sees to, beside the bare statement, at 2,400 and 97,000 people."""

import statistics
import time
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles, identity
from backend.circles.models import CIRCLES, MEMBERSHIPS, JoinPolicy, MembershipStatus
from backend.core.db import Database
from backend.core.ids import new_id
from backend.identity import PEOPLE, PersonStatus
from tests.proof.front_door.conftest import Companies

SIZES = (2_400, 97_000)
MOST_GROWTH = 1.2
"""In processor time."""
JOINS, WARM, BATCH = 300, 30, 60
Join = Callable[[Database, str, UUID], Awaitable[None]]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_joining_does_not_slow_as_the_company_grows(kind: str, companies: Companies) -> None:
    print(f"\n{kind}: joins a second, by the verb and by the bare statement, each in its own commit")
    cost = []
    for people in SIZES:
        database = (await companies.get(kind, people)).cast.database
        slug, bare_slug, staff = await about_to_join(database)
        for number in range(WARM):
            await join(database, slug, staff[number])
            await join_bare(database, bare_slug, staff[number])
        ours, mine = await timed(join, database, slug, staff[WARM:])
        bare, its = await timed(join_bare, database, bare_slug, staff[WARM:])
        cost.append(mine)
        told = f"{ours:5.0f} {bare:5.0f}  processor {mine:.2f} and {its:.2f} ms, ratio {its / mine:.2f}"
        print(f"  {people:6} people: {told}")
    print(f"  growth of ours in processor time: × {cost[1] / cost[0]:.2f}")
    assert cost[1] / cost[0] < MOST_GROWTH


async def about_to_join(database: Database) -> tuple[str, str, list[UUID]]:
    """Two open circles without members, and who joins them."""
    slugs = [f"bench-{new_id().hex}" for _ in range(2)]
    async with database.writing() as session:
        for slug in slugs:
            given = {"slug": slug, "name": slug, "kind": "ambassador", "join_policy": JoinPolicy.OPEN}
            await session.execute(sa.insert(CIRCLES).values(**given))
        active = sa.select(PEOPLE.c.id).where(PEOPLE.c.status == PersonStatus.ACTIVE)
        staff = list((await session.execute(active.order_by(PEOPLE.c.id).limit(WARM + JOINS))).scalars())
        await session.commit()
    return slugs[0], slugs[1], staff


async def join(database: Database, slug: str, person_id: UUID) -> None:
    """As a page and a mutation do: who it is, the circle they may see, the verb, its event and its jobs."""
    async with database.writing() as session:
        actor = await identity.actor_of(session, person_id)
        assert actor
        await circles.join(session, actor, await circles.get_circle(session, actor, slug))
        await session.commit()


async def join_bare(database: Database, slug: str, person_id: UUID) -> None:
    """One member more, and the row that says so."""
    async with database.writing() as session:
        circle_id = await session.scalar(
            sa.update(CIRCLES)
            .where(CIRCLES.c.slug == slug)
            .values(member_count=CIRCLES.c.member_count + 1)
            .returning(CIRCLES.c.id)
        )
        row = {"circle_id": circle_id, "person_id": person_id, "status": MembershipStatus.ACTIVE}
        await session.execute(sa.insert(MEMBERSHIPS).values(**row))
        await session.commit()


async def timed(joining: Join, database: Database, slug: str, staff: list[UUID]) -> tuple[float, float]:
    """How many joined a second, and the milliseconds of processor of each.

    The median of some batches, and the least, to which whatever else the machine does only adds.
    """
    rates, costs = [], []
    for first in range(0, len(staff), BATCH):
        batch = staff[first : first + BATCH]
        began, used = time.perf_counter(), time.process_time()
        for person_id in batch:
            await joining(database, slug, person_id)
        took, worked = time.perf_counter() - began, time.process_time() - used
        rates.append(len(batch) / took)
        costs.append(worked * 1000 / len(batch))
    return statistics.median(rates), min(costs)
