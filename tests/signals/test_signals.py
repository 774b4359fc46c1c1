"""Signals of other tools: pushed for a place, corrected, told to those whom they concern."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import identity, signals
from backend.core.clock import now
from backend.core.db import Database
from backend.core.listing import Page
from backend.identity import PEOPLE, SITES
from backend.signals import errors
from tests.cast import Cast
from tests.circles.scenes import a_circle
from tests.faces import Faces
from tests.signals.scenes import ADVICE, STORM, a_signal, a_storm


async def elsewhere(cast: Cast, database: Database) -> None:
    """Yann and Nadia work in Brest, where no storm blows."""
    async with database.writing() as session:
        made = await session.execute(
            sa.insert(SITES).values(code="BES", name="Brest", region="Bretagne").returning(SITES.c.id)
        )
        people = [cast.people["yann"], cast.people["nadia"]]
        move = sa.update(PEOPLE).where(PEOPLE.c.id.in_(people)).values(site_id=made.scalar_one())
        await session.execute(move)
        await identity.rebuild_headcounts(session)
        await session.commit()


async def test_a_storm_is_told_to_the_sites_and_circles_concerned(
    faces: Faces, cast: Cast, database: Database
) -> None:
    await elsewhere(cast, database)
    async with database.writing() as session:
        await a_signal(session, cast)
        await session.commit()
    told = {name: await today(faces, name) for name in ("ines", "yann")}
    assert STORM in told["ines"]
    assert ADVICE.split(" ;")[0] in told["ines"]
    assert STORM not in told["yann"]
    async with database.writing() as session:
        await a_circle(session, cast, lead="yann")
        await session.commit()
    assert STORM in await today(faces, "yann"), "his circle is of a unit that has people there"


async def today(faces: Faces, name: str) -> str:
    return (await (await faces.browser(name)).get("/")).text.replace("\N{NO-BREAK SPACE}", " ")


async def test_a_unit_lists_the_signals_of_its_sites(cast: Cast, database: Database) -> None:
    await elsewhere(cast, database)
    async with database.writing() as session:
        signal = await a_signal(session, cast)
        over = a_storm(starts_at=now() - timedelta(days=2), ends_at=now() - timedelta(days=1))
        await signals.push_signal(session, await cast.actor("maud"), over)
        met = {
            name: (await signals.visible_signals(session, Page(), org_unit_id=cast.units[name])).items
            for name in ("boutique", "aquitaine", "bretagne")
        }
        past = await signals.visible_signals(session, Page(), over=True)
    assert {name: [one.id for one in rows] for name, rows in met.items()} == {
        "boutique": [signal.id],
        "aquitaine": [signal.id],
        "bretagne": [],
    }
    assert len(past.items) == 1


async def test_the_same_reference_corrects_what_was_said(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        maud = await cast.actor("maud")
        first = await signals.push_signal(session, maud, a_storm(external_reference="MF-7"))
        moved = a_storm(external_reference="MF-7", title="Tempête passée", site_codes=["BDX"])
        again = await signals.push_signal(session, maud, moved)
        rows = await signals.signals_by_ids(session, [first.id])
    assert again.id == first.id
    assert (rows[first.id].title, rows[first.id].region, rows[first.id].site_count) == (
        "Tempête passée",
        "",
        1,
    )


async def test_what_is_named_must_exist_and_be_ones_own(cast: Cast, database: Database) -> None:
    await elsewhere(cast, database)
    async with database.writing() as session:
        solene, maud = await cast.actor("solene"), await cast.actor("maud")
        for given, refusal in (
            (a_storm(region=""), errors.NoPlaceNamed),
            (a_storm(region="Atlantide"), errors.UnknownRegion),
            (a_storm(site_codes=["BDX", "ZZZ"]), errors.UnknownSites),
            (a_storm(ends_at=now() - timedelta(days=1)), errors.OverBeforeItStarts),
        ):
            with pytest.raises(refusal):
                await signals.push_signal(session, maud, given)
        await signals.push_signal(session, solene, a_storm(external_reference="S"))
        await signals.push_signal(session, maud, a_storm(region="Bretagne", external_reference="M"))
        for given in (a_storm(region="Bretagne"), a_storm(external_reference="M")):
            with pytest.raises(errors.SignalPushersOnly):
                await signals.push_signal(session, solene, given)
