"""200 withdrawals and 200 answers at once, on both databases: no place given twice, nobody placed twice."""

import asyncio
import random
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.actor import SYSTEM
from backend.core.db import Database, metadata
from backend.core.errors import DomainError
from backend.core.ids import new_id
from backend.identity import PEOPLE
from backend.immersions import Phase, WaitingStatus
from backend.immersions.models import PLACEMENTS, SLOTS, WAITING, WISHES
from backend.reactions import REACTIONS
from backend.worker import Worker
from tests.cast import Cast, company
from tests.immersions.placed import drained
from tests.immersions.scene import a_slot, an_edition, an_offer, as_, in_phase
from tests.postgres import running_postgres

PEOPLE_PLACED, OFFERS, PLACES = 600, 10, 40
AT_ONCE = 200


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_two_hundred_withdrawals_and_as_many_answers_at_once(kind: str, tmp_path: object) -> None:
    if kind == "sqlite":
        await race(sa.make_url(f"sqlite+aiosqlite:///{tmp_path}/places.db"), kind)
    else:
        with running_postgres("proofplaces") as url:
            await race(url, kind)


async def race(url: sa.URL, kind: str) -> None:
    database = Database(url, info={"reactions": REACTIONS})
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    cast = await company(database)
    edition_id = await many_placed(cast)
    chance = random.Random(4)
    async with database.reading() as session:
        placed = list(
            (await session.execute(sa.select(PLACEMENTS.c.person_id).order_by(PLACEMENTS.c.id))).scalars()
        )
    giving = chance.sample(placed, 2 * AT_ONCE)
    await together(cast, edition_id, [(immersions.withdraw_placement, who, ()) for who in giving[:AT_ONCE]])
    await Worker(database).drain(400)
    async with database.reading() as session:
        rows = await session.execute(
            sa.select(WAITING.c.person_id, WAITING.c.offer_id)
            .where(WAITING.c.status == WaitingStatus.OFFERED)
            .order_by(WAITING.c.position)
        )
        offered = rows.all()
    answers = [(immersions.accept_waiting_offer, row.person_id, (row.offer_id,)) for row in offered]
    # Each answer is sent twice, as a nervous thumb does, while others withdraw and workers pass places on.
    acts = [*answers, *answers, *((immersions.withdraw_placement, who, ()) for who in giving[AT_ONCE:])]
    chance.shuffle(acts)
    workers = [Worker(database) for _ in range(2)]
    done, *_ = await asyncio.gather(
        together(cast, edition_id, acts), *(worker.drain(30) for worker in workers)
    )
    await Worker(database).drain(400)
    await check(database)
    print(f"\n{kind}: {len(acts)} acts at once, {done} done, the others refused; {len(offered)} offers")
    await database.close()


async def together(cast: Cast, edition_id: UUID, acts: list[tuple[object, UUID, tuple[UUID, ...]]]) -> int:
    cast.people |= {str(who): who for _, who, _ in acts}
    said = await asyncio.gather(
        *(as_(cast, str(who), edition_id, verb, *given) for verb, who, given in acts), return_exceptions=True
    )
    assert all(one is None or isinstance(one, DomainError) for one in said), [
        one for one in said if one is not None and not isinstance(one, DomainError)
    ][:3]
    return sum(one is None for one in said)


async def check(database: Database) -> None:
    """Capacity, one place each, and lists in order: nobody still waits before somebody who was offered."""
    async with database.reading() as session:
        held = sa.select(sa.func.count()).where(
            PLACEMENTS.c.slot_id == SLOTS.c.id, PLACEMENTS.c.ended_at.is_(None)
        )
        kept = sa.select(sa.func.count()).where(WAITING.c.offered_slot_id == SLOTS.c.id)
        slots = await session.execute(
            sa.select(
                SLOTS.c.capacity,
                SLOTS.c.placed_count,
                (held.scalar_subquery() + kept.scalar_subquery()).label("taken"),
            )
        )
        for slot in slots:
            assert slot.taken == slot.placed_count <= slot.capacity
        twice = await session.execute(
            sa.select(PLACEMENTS.c.person_id)
            .where(PLACEMENTS.c.ended_at.is_(None))
            .group_by(PLACEMENTS.c.edition_id, PLACEMENTS.c.person_id)
            .having(sa.func.count() > 1)
        )
        assert twice.all() == []
        rows = await session.execute(
            sa.select(WAITING.c.offer_id, WAITING.c.status).order_by(WAITING.c.offer_id, WAITING.c.position)
        )
        served = (WaitingStatus.OFFERED, WaitingStatus.ACCEPTED)
        passed: dict[UUID, bool] = {}
        for row in rows:
            if row.status is WaitingStatus.WAITING:
                passed[row.offer_id] = True
            assert not (row.status in served and passed.get(row.offer_id)), "somebody was passed over"


async def many_placed(cast: Cast) -> UUID:
    """Six hundred people, four hundred places, published."""
    chance = random.Random(3)
    async with cast.database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        offers = [
            await an_offer(
                session,
                cast,
                edition,
                host="karim",
                slots=[a_slot(20 + number, capacity=PLACES)],
                host_ids=[cast.people["yann"]],
            )
            for number in range(OFFERS)
        ]
        people = [
            {
                "id": new_id(),
                "email": f"visitor-{number}@telenova.example",
                "given_name": "Camille",
                "family_name": f"visitor-{number}",
                "org_unit_id": cast.units["boutique"],
            }
            for number in range(PEOPLE_PLACED)
        ]
        await session.execute(sa.insert(PEOPLE), people)
        wishes = [
            {
                "id": new_id(),
                "edition_id": edition.id,
                "person_id": one["id"],
                "offer_id": offer.id,
                "rank": rank,
            }
            for one in people
            for rank, offer in enumerate(chance.sample(offers, 4), start=1)
        ]
        await session.execute(sa.insert(WISHES), wishes)
        await in_phase(session, edition, Phase.MATCHING)
        run = await immersions.run_matching(session, SYSTEM, edition, seed=5)
        run_id = run.id
        await session.commit()
    await drained(cast)
    await as_(cast, "solene", edition.id, immersions.publish_matching, run_id)
    await Worker(cast.database).drain(1_000)
    return edition.id
