"""Two units of work that want the same rows."""

import asyncio
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend.core.db import Database
from backend.core.errors import ChangedMeanwhile
from backend.core.ids import new_id
from backend.identity import ORG_UNIT_TREE, ORG_UNITS, PEOPLE
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


LOST = {
    "taken": sa.insert(PEOPLE).values(
        email="ines.marchetti@telenova.example", given_name="Inès", family_name="Marchetti"
    ),
    "there": sa.insert(ORG_UNIT_TREE).from_select(list(ORG_UNIT_TREE.c.keys()), sa.select(ORG_UNIT_TREE)),
    "gone": sa.update(PEOPLE).values(org_unit_id=new_id()),
    "pointed to": sa.delete(ORG_UNITS).where(ORG_UNITS.c.parent_id.is_(None)),
}
FAULTS = {
    "missing": sa.update(PEOPLE).values(given_name=None),
    "refused": sa.update(PEOPLE).values(manager_id=PEOPLE.c.id),
}


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST)
async def test_who_finds_it_taken_or_gone_is_told_to_look_again(
    cast: Cast, database: Database, lost: sa.UpdateBase
) -> None:
    with pytest.raises(ChangedMeanwhile):
        async with database.writing() as session:
            await session.execute(lost)


@pytest.mark.parametrize("wrong", FAULTS.values(), ids=FAULTS)
async def test_a_fault_of_ours_is_not_told_as_a_race(
    cast: Cast, database: Database, wrong: sa.UpdateBase
) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        async with database.writing() as session:
            await session.execute(wrong)


async def test_a_session_takes_one_statement_after_the_other(cast: Cast, database: Database) -> None:
    people = sa.select(sa.func.count()).select_from(PEOPLE)
    async with database.reading() as session:
        found = await asyncio.gather(*(session.scalar(people) for _ in range(4)))
    assert found == [len(cast.people)] * 4


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_on_sqlite_who_writes_again_and_again_keeps_nobody_waiting(
    cast: Cast, database: Database
) -> None:
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
