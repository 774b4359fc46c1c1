"""Offers and wishes of an edition at 97,000 people beside 2,400: the same statements, the same time."""

import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Database, Session, metadata
from backend.core.ids import new_id
from backend.identity import PEOPLE
from backend.immersions import Offer, OfferStatus, Phase
from backend.immersions.models import EDITIONS, OFFERS, SLOT_HOSTS, SLOTS, WISHES
from backend.immersions.run_inputs import batches
from tests.cast import Cast, company
from tests.counting import counting
from tests.faces import faces_over
from tests.immersions.scene import DAY, an_activity, an_edition, wished
from tests.postgres import running_postgres

SIZES = (2_400, 97_000)
ROUNDS, PEOPLE_AN_OFFER, MOST_WISHES = 41, 20, 5
MOST_GROWTH, MOST_MILLISECONDS = 1.25, 3
"""For forty times the people and the offers: a quarter more, and what a deeper index costs."""
PAGES = {
    "offers": "",
    "offers searched": "?q=comptoir+11",
    "offers near": "?near=1",
    "an offer": "/offers/{offer}",
    "wishes": "/wishes",
}


@dataclass(frozen=True)
class Telenova:
    """A company of some size, Inès's browser in it, and the paths of the pages."""

    database: Database
    browser: httpx2.AsyncClient
    paths: dict[str, str]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_offers_and_wishes_are_flat_from_2400_to_97000_people(kind: str, tmp_path: Path) -> None:
    async with contextlib.AsyncExitStack() as opened:
        small, large = [
            await opened.enter_async_context(telenova(kind, people, tmp_path)) for people in SIZES
        ]
        print(f"\n{kind}: the fastest of {ROUNDS}, in milliseconds, at {SIZES[0]} and {SIZES[1]} people")
        grown = []
        for name in PAGES:
            sent = [await statements(one, name) for one in (small, large)]
            took: tuple[list[float], list[float]] = ([], [])
            # One after the other, so that whatever else the machine does slows both alike.
            for _ in range(ROUNDS):
                for times, one in zip(took, (small, large), strict=True):
                    times.append(await milliseconds(one, name))
            before, after = min(took[0]), min(took[1])
            print(f"  {name:16} {before:7.1f} {after:7.1f}, {sent[1]} statements")
            assert sent[0] == sent[1], name
            if after > MOST_GROWTH * before + MOST_MILLISECONDS:
                grown.append(name)
        assert grown == []


@contextlib.asynccontextmanager
async def telenova(kind: str, people: int, folder: Path) -> AsyncIterator[Telenova]:
    with contextlib.ExitStack() as running:
        if kind == "sqlite":
            url = sa.make_url(f"sqlite+aiosqlite:///{folder}/{people}.db")
        else:
            url = running.enter_context(running_postgres(f"proofpages{people}"))
        database = Database(url)
        async with database.writer.begin() as connection:
            await connection.run_sync(metadata.create_all)
        cast = await company(database)
        slug, offer_id = await an_edition_of(cast, people)
        # A server that starts finds the log folded in and the statistics read.
        await database.close()
        database = Database(url)
        faces = faces_over(replace(cast, database=database), database)
        paths = {name: f"/immersions/{slug}{rest.format(offer=offer_id)}" for name, rest in PAGES.items()}
        yield Telenova(database, await faces.browser("ines"), paths)
        await faces.close()
        await database.close()


async def statements(one: Telenova, name: str) -> int:
    """How many a page sends; what is read once is read by then."""
    await milliseconds(one, name)
    with counting(one.database) as sent:
        await milliseconds(one, name)
    return sent.count


async def milliseconds(one: Telenova, name: str) -> float:
    started = time.perf_counter()
    answer = await one.browser.get(one.paths[name])
    assert answer.status_code == 200, (name, answer.status_code)
    return (time.perf_counter() - started) * 1000


async def an_edition_of(cast: Cast, people: int) -> tuple[str, UUID]:
    """An edition in its wishes: so many people with five each, an offer of two places for each twenty."""
    async with cast.database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        activity = await an_activity(session)
        site_id = await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == cast.people["ines"]))
        team, soon = cast.units["boutique"], now() + 20 * DAY
        everybody = [new_id() for _ in range(people)]
        offers = [new_id() for _ in range(people // PEOPLE_AN_OFFER)]
        await _insert(session, PEOPLE, [_person(one, number, team) for number, one in enumerate(everybody)])
        shared = {"edition_id": edition.id, "activity_id": activity.id, "site_id": site_id}
        rows = [
            {
                **shared,
                "id": one,
                "status": OfferStatus.OPEN,
                "title": f"Au comptoir {number}",
                "search": f"au comptoir {number}",
                "first_starts_at": soon + number % 60 * DAY,
                "place_count": 2,
            }
            for number, one in enumerate(offers)
        ]
        await _insert(session, OFFERS, rows)
        slots = [
            {
                "id": one,
                "offer_id": one,
                "edition_id": edition.id,
                "day": (soon + number % 60 * DAY).date(),
                "starts_at": soon + number % 60 * DAY,
                "ends_at": soon + number % 60 * DAY + DAY / 4,
                "capacity": 2,
            }
            for number, one in enumerate(offers)
        ]
        await _insert(session, SLOTS, slots)
        hosts = [{"slot_id": one, "person_id": everybody[number]} for number, one in enumerate(offers)]
        await _insert(session, SLOT_HOSTS, hosts)
        wishes = [
            {
                "id": new_id(),
                "edition_id": edition.id,
                "person_id": one,
                "offer_id": offers[(number * 7 + rank * rank) % len(offers)],
                "rank": rank,
            }
            for number, one in enumerate(everybody)
            for rank in range(1, MOST_WISHES + 1)
        ]
        await _insert(session, WISHES, wishes)
        await session.execute(
            sa.update(EDITIONS).where(EDITIONS.c.id == edition.id).values(offer_count=len(offers))
        )
        chosen = [await session.get_one(Offer, one) for one in offers[3:6]]
        await wished(session, cast, edition, "ines", *chosen)
        slug: str = edition.slug
        await session.commit()
    async with cast.database.writer.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).exec_driver_sql("ANALYZE")
    return slug, offers[0]


def _person(person_id: UUID, number: int, unit_id: UUID) -> dict[str, Any]:
    return {
        "id": person_id,
        "email": f"visitor-{number}@telenova.example",
        "given_name": "Camille",
        "family_name": f"visitor-{number}",
        "org_unit_id": unit_id,
    }


async def _insert(session: Session, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    for some in batches(rows):
        await session.execute(sa.insert(table), some)
