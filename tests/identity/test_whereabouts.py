"""Where people work on the map."""

import sqlalchemy as sa

from backend import identity
from backend.core.db import Database
from backend.identity import PEOPLE, SITES
from tests.cast import Cast


async def test_a_unit_is_in_the_middle_of_its_people_and_its_own_members_apart(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await session.execute(sa.update(SITES).values(latitude=44.0, longitude=-1.0))
        north = await session.scalar(
            sa.insert(SITES)
            .values(code="RNS", name="Rennes", region="Bretagne", latitude=48.0, longitude=-2.0)
            .returning(SITES.c.id)
        )
        moved = [cast.people["karim"], cast.people["yann"]]
        await session.execute(sa.update(PEOPLE).where(PEOPLE.c.id.in_(moved)).values(site_id=north))
        await identity.rebuild_headcounts(session)
        top, aquitaine, bretagne = (cast.units[name] for name in ("telenova", "aquitaine", "bretagne"))
        found = await identity.middles_of_units(session, [top, aquitaine, bretagne], itself=top)
        regions = await identity.middles_of_regions(session)
    assert found[aquitaine] == identity.Point(45.0, -1.25)
    assert found[bretagne] == identity.Point(48.0, -2.0)
    assert found[top] == identity.Point(44.0, -1.0)
    assert regions == {"Nouvelle-Aquitaine": found[top], "Bretagne": found[bretagne]}


async def test_a_unit_without_coordinates_is_nowhere(cast: Cast, database: Database) -> None:
    async with database.reading() as session:
        assert await identity.middles_of_units(session, [cast.units["telenova"]]) == {}
        assert await identity.middles_of_regions(session) == {}
