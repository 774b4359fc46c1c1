"""Two units of work that want the same rows."""

import asyncio
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Database
from backend.core.errors import ChangedMeanwhile
from backend.identity import PEOPLE
from tests.cast import Cast


async def test_of_two_who_wait_for_each_other_one_does_it_and_the_other_is_told_to_look_again(
    cast: Cast, database: Database
) -> None:
    ines, karim = cast.people["ines"], cast.people["karim"]
    both_began = asyncio.Barrier(1 if database.is_sqlite else 2)

    async def rename(first: UUID, second: UUID) -> None:
        async with database.writing() as session:
            for number, one in enumerate((first, second)):
                named = sa.update(PEOPLE).where(PEOPLE.c.id == one).values(given_name="Camille")
                await session.execute(named)
                if not number:
                    await both_began.wait()
            await session.commit()

    said = await asyncio.gather(rename(ines, karim), rename(karim, ines), return_exceptions=True)
    refused = [one for one in said if one is not None]
    assert [type(one) for one in refused] == ([] if database.is_sqlite else [ChangedMeanwhile])


async def test_on_sqlite_who_writes_again_and_again_keeps_nobody_waiting(
    cast: Cast, database: Database
) -> None:
    if not database.is_sqlite:
        return
    turns: list[str] = []

    async def write(name: str, times: int) -> None:
        for _ in range(times):
            async with database.writing() as session:
                turns.append(name)
                await session.execute(sa.update(PEOPLE).values(given_name=name))
                await session.commit()

    async with database.writing() as session:
        await session.execute(sa.update(PEOPLE).values(given_name="Camille"))
        waiting = [asyncio.create_task(write(*one)) for one in (("karim", 5), ("inès", 1), ("thomas", 2))]
        await asyncio.sleep(0)
        # A reader is not held up by whoever writes.
        async with database.reading() as reading:
            assert await reading.scalar(sa.select(PEOPLE.c.given_name).limit(1)) != "Camille"
        await session.commit()
    await asyncio.gather(*waiting)
    assert turns == ["karim", "inès", "thomas", "karim", "thomas", "karim", "karim", "karim"]
