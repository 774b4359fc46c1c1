"""Two hundred people race for the last place, half on pages and half through GraphQL: one gets it."""

import asyncio
import re
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import MEMBERSHIP_STEPS, MEMBERSHIPS
from backend.core.db import Database
from backend.core.ids import new_id
from backend.identity import PEOPLE
from tests.cast import Cast
from tests.circles.scene import a_circle, counters
from tests.faces import Faces

RACERS = 200
JOIN = 'mutation { joinCircle(input: {slug: "%s", idempotencyKey: "%s"}) { __typename } }'


async def racers(cast: Cast) -> list[str]:
    """Two hundred more colleagues, by name."""
    names = [f"racer-{n:03}" for n in range(RACERS)]
    rows = [
        {
            "id": new_id(),
            "email": f"{name}@telenova.example",
            "given_name": "Camille",
            "family_name": name,
            "org_unit_id": cast.units["boutique"],
        }
        for name in names
    ]
    async with cast.database.writing() as session:
        await session.execute(sa.insert(PEOPLE), rows)
        await session.commit()
    cast.people |= {str(row["family_name"]): UUID(str(row["id"])) for row in rows}
    return names


async def race(faces: Faces, slug: str, names: list[str]) -> list[int]:
    """Everybody joins at once, one in two by a page's form; the HTTP statuses."""
    browsers = [await faces.browser(name) for name in names]
    start = asyncio.Event()

    async def run(number: int) -> int:
        await start.wait()
        if number % 2:
            query = JOIN % (slug, f"the last place {number}")
            answer = await browsers[number].post("/graphql", json={"query": query})
            while answer.status_code == 503:
                # An operation that waits five seconds for its turn is told to come again, with its key.
                answer = await browsers[number].post("/graphql", json={"query": query})
            assert answer.json()["data"]["joinCircle"]["__typename"] == "JoinCircleSuccess"
        else:
            answer = await browsers[number].post(f"/circles/{slug}/join")
        return answer.status_code

    running = [asyncio.create_task(run(number)) for number in range(len(names))]
    start.set()
    return await asyncio.gather(*running)


async def test_one_of_two_hundred_gets_the_last_place_and_the_others_wait_in_order(
    faces: Faces, database: Database
) -> None:
    slug = await a_circle(faces.cast, capacity=2)
    names = await racers(faces.cast)
    assert set(await race(faces, slug, names)) == {200, 303}
    assert await counters(faces.cast, slug) == (2, 1, RACERS - 1)
    async with database.reading() as session:
        spells = await session.execute(
            sa.select(MEMBERSHIPS.c.status, MEMBERSHIPS.c.queue_number, MEMBERSHIPS.c.person_id)
            .where(MEMBERSHIPS.c.person_id.in_([faces.cast.people[name] for name in names]))
            .order_by(MEMBERSHIPS.c.queue_number)
        )
        first, *others = spells.all()
        steps = await session.execute(sa.select(sa.func.count()).select_from(MEMBERSHIP_STEPS))
    assert (first.status, {row.status for row in others}) == ("active", {"waiting"})
    numbers = [row.queue_number for row in others]
    assert numbers == list(range(numbers[0], numbers[0] + RACERS - 1))
    assert first.queue_number < numbers[0]
    assert steps.scalar_one() == RACERS + 1
    by_person = {row.person_id: row.queue_number - numbers[0] + 1 for row in others}
    for name in names[::25]:
        assert await position_of(faces, name, slug) == by_person.get(faces.cast.people[name], 0)


async def position_of(faces: Faces, name: str, slug: str) -> int:
    """The place on the waiting list that a racer's page tells; 0 for the member."""
    shown = (await (await faces.browser(name)).get(f"/circles/{slug}")).text
    found = re.search(r"Vous êtes n°\s(\d+) sur la liste", shown)
    return int(found[1]) if found else 0
