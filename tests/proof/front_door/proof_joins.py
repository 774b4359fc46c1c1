"""Joining a circle, with all that the verb sees to, beside the bare statement, at 2,400 and 97,000 people."""

import statistics
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
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
JOINS, WARM, BATCH = 400, 40, 40


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_joining_does_not_slow_as_the_company_grows(kind: str, companies: Companies) -> None:
    print(f"\n{kind}: joins a second, by the verb and by the bare statement, each in its own commit")
    small, large = [
        await about_to_join((await companies.get(kind, people)).cast.database) for people in SIZES
    ]
    for first in range(0, WARM + JOINS, BATCH):
        for company in (small, large):
            await company.batch(first)
    for people, company in zip(SIZES, (small, large), strict=True):
        (ours, mine), (bare, its) = company.told("ours"), company.told("bare")
        told = f"{ours:5.0f} {bare:5.0f}  processor {mine:.2f} and {its:.2f} ms, ratio {its / mine:.2f}"
        print(f"  {people:6} people: {told}")
    growth = large.told("ours")[1] / small.told("ours")[1]
    print(f"  growth of ours in processor time: × {growth:.2f}")
    assert growth < MOST_GROWTH


@dataclass
class Company:
    """Two open circles that its people join, one each way, and what each batch of them took."""

    database: Database
    slugs: dict[str, str]
    staff: Sequence[UUID]
    rates: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def batch(self, first: int) -> None:
        """The next people join, the verb's way and then the bare one."""
        for way, joining in WAYS.items():
            began, used = time.perf_counter(), time.process_time()
            for person_id in self.staff[first : first + BATCH]:
                await joining(self.database, self.slugs[way], person_id)
            took, worked = time.perf_counter() - began, time.process_time() - used
            if first >= WARM:
                self.rates[way].append(BATCH / took)
                self.cpu[way].append(worked * 1000 / BATCH)

    def told(self, way: str) -> tuple[float, float]:
        """How many joined a second, and the milliseconds of processor of each.

        The median of the batches, and the least, to which whatever else the machine does only adds.
        """
        return statistics.median(self.rates[way]), min(self.cpu[way])


async def about_to_join(database: Database) -> Company:
    """Two open circles without members, and who joins them."""
    slugs = [f"bench-{new_id().hex}" for _ in WAYS]
    async with database.writing() as session:
        for slug in slugs:
            given = {"slug": slug, "name": slug, "kind": "ambassador", "join_policy": JoinPolicy.OPEN}
            await session.execute(sa.insert(CIRCLES).values(**given))
        active = sa.select(PEOPLE.c.id).where(PEOPLE.c.status == PersonStatus.ACTIVE)
        staff = list((await session.execute(active.order_by(PEOPLE.c.id).limit(WARM + JOINS))).scalars())
        await session.commit()
    return Company(database, dict(zip(WAYS, slugs, strict=True)), staff)


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


WAYS: dict[str, Callable[[Database, str, UUID], Awaitable[None]]] = {"ours": join, "bare": join_bare}
