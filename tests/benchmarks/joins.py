"""Joining a circle, with all that the verb sees to, beside the bare statement."""

import statistics
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from backend import circles, identity
from backend.circles.models import CIRCLES, MEMBERSHIPS, JoinPolicy, MembershipStatus
from backend.core.db import Database
from backend.core.ids import new_id
from backend.identity import PEOPLE, PersonStatus

WARM, ROUNDS, AGAIN = 10.0, 5, 3
"""Seconds in all, how many, and how many times at most: again where it grew."""
BATCH = 60
"""People who join one after the other in a round, each way."""
MEASURED = AGAIN * ROUNDS * BATCH
"""People who are kept for the rounds; a fast machine is warm when only they are left."""
MOST_JOINING = 2_200
"""Fewer than there are in the smaller company."""


async def measured(
    databases: Sequence[Database], enough: Callable[[Sequence["Company"]], bool]
) -> list["Company"]:
    """The same rounds in each company, interleaved, once all are warm; again until it is `enough`."""
    companies = [await about_to_join(database) for database in databases]
    began = time.perf_counter()
    while time.perf_counter() - began < WARM and min(len(one.staff) for one in companies) > MEASURED + BATCH:
        for company in companies:
            await company.round()
    for company in companies:
        company.cpu.clear()
        company.rates.clear()
    for _ in range(AGAIN):
        for _ in range(ROUNDS):
            for company in companies:
                await company.round()
        # Whatever else the machine does only adds: what grows by itself grows in each round.
        if enough(companies):
            break
    return companies


@dataclass
class Company:
    """Two open circles that its people join, one each way, and what each round of it took."""

    database: Database
    slugs: dict[str, str]
    staff: list[UUID]
    """Who has not joined yet."""
    rates: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def round(self) -> None:
        """The next people join, the verb's way and then the bare one."""
        joining = [self.staff.pop() for _ in range(BATCH)]
        for way, join_one in WAYS.items():
            began, used = time.perf_counter(), time.process_time()
            for person_id in joining:
                await join_one(self.database, self.slugs[way], person_id)
            took, worked = time.perf_counter() - began, time.process_time() - used
            self.rates[way].append(BATCH / took)
            self.cpu[way].append(worked * 1000 / BATCH)

    def told(self, way: str) -> tuple[float, float]:
        """How many joined a second, and the milliseconds of processor of each.

        The median of the rounds, and the least, to which whatever else the machine does only adds.
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
        staff = list((await session.execute(active.order_by(PEOPLE.c.id).limit(MOST_JOINING))).scalars())
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
