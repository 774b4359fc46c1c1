"""Who reads results: where people were asked, and nobody else; a team too small, those of a unit around."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.digests.links import dead_links
from backend.identity import ORG_UNIT_TREE
from backend.pulse import Cut, Wave
from backend.pulse.disclosure import Group
from backend.pulse.models import SURVEY_AUDIENCES
from backend.pulse.release_policy import groups_known_to
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.nights import IN_PARIS
from tests.pulse.scene import (
    a_sealed_wave,
    an_open_wave,
    another_wave,
    answered_by,
    sealed,
    staffed,
    various,
)

READ = """query($id: ID!) { node(id: $id) { id } myResults { nodes { id } }
  wave(id: $id) { release(everybody: true) { viewerLeads } comments(everybody: true) { nodes { text } }
    trend(everybody: true) { question } reading(everybody: true) { concerns { question } }
    terms(everybody: true) { word } } }"""


async def asked_in(cast: Cast, *units: str, people: int = 9) -> UUID:
    """A sealed wave of a survey of the whole company that asks these units alone."""
    staff = await staffed(cast, **dict.fromkeys(units, people))
    audience = [{"kind": "unit", "target_id": cast.units[unit]} for unit in units]
    wave_id = await an_open_wave(cast, audience=audience)
    for place, person in enumerate(one for some in staff.values() for one in some):
        await answered_by(cast, person, wave_id, answers=various(place), comment=f"Mot {place}")
    await sealed(cast, wave_id)
    return wave_id


async def read(cast: Cast, name: str, wave_id: UUID, unit: str | None = None, **how: Any) -> pulse.Results:
    async with cast.database.reading() as session:
        actor = await cast.actor(name)
        return await pulse.results_of(session, actor, wave_id, cast.units[unit] if unit else None, **how)


async def listed(cast: Cast, name: str) -> list[UUID]:
    """The waves whose results somebody finds on their pages, and in a tool of theirs."""
    async with cast.database.reading() as session:
        actor = await cast.actor(name)
        found = [one.id for one in await pulse.latest_results(session, actor, 5)]
        assert found == [one.id for one in (await pulse.waves_told(session, actor, Page(5))).items]
        assert len(found) == len(await pulse.told_to(session, actor))
        return found


@pytest.mark.parametrize("name", ["yann", "maud", "thomas", "solene"])
async def test_whoever_was_asked_nothing_reads_nothing_of_one_shop(faces: Faces, name: str) -> None:
    """Maud is right in the company itself and Solène in the region; she heads the technicians."""
    cast = faces.cast
    wave_id = await asked_in(cast, "boutique")
    for unit in (None, "telenova", "aquitaine", "boutique"):
        for how in ({}, {"everybody": True}, {"by": Cut.SITE}):
            with pytest.raises(NotFound):
                await read(cast, name, wave_id, unit, **how)
    assert await listed(cast, name) == []
    client = await faces.browser(name)
    for page in ("results", "results.csv", "comments"):
        for address in ("", "?unit=all", f"?unit={cast.units['telenova']}"):
            assert (await client.get(f"/pulse/{wave_id}/{page}{address}")).status_code == 404
    assert f"/pulse/{wave_id}" not in (await client.get("/pulse")).text
    answer = await faces.graphql(name, READ, id=encode("Wave", wave_id))
    assert answer["data"] == {"node": None, "myResults": {"nodes": []}, "wave": None}


async def test_whoever_was_asked_leads_or_runs_reads_what_is_around_them(cast: Cast) -> None:
    wave_id = await asked_in(cast, "boutique")
    for name in ("ines", "karim", "helene"):
        assert await listed(cast, name) == [wave_id], name
        assert (await read(cast, name, wave_id, everybody=True)).unit.is_shown
    assert (await read(cast, "ines", wave_id, "telenova")).unit.is_shown
    leads = [(await read(cast, name, wave_id)).leads for name in ("ines", "karim", "helene", "nadia")]
    assert leads == [False, True, True, True]


async def test_it_is_still_so_once_the_audience_is_gone(cast: Cast) -> None:
    wave_id = await asked_in(cast, "boutique")
    await sealed(cast, await another_wave(cast, wave_id))
    assert wave_id in await listed(cast, "ines")
    for name in ("yann", "maud", "thomas"):
        with pytest.raises(NotFound):
            await read(cast, name, wave_id)


async def test_a_team_too_small_for_results_reads_those_of_the_smallest_unit_around_it(faces: Faces) -> None:
    """Two answer for the shop and there are four of them: the region is the first that has a cell."""
    cast = faces.cast
    wave_id = await a_sealed_wave(cast, boutique=2, intervention=12, bretagne=12)
    for name in ("ines", "karim"):
        assert await listed(cast, name) == [wave_id]
        results = await read(cast, name, wave_id)
        assert (results.unit.row.label, results.unit.is_shown) == ("Nouvelle-Aquitaine", True)
        assert not results.leads
        assert (await read(cast, name, wave_id, everybody=True)).unit.is_shown
        with pytest.raises(NotFound):
            await read(cast, name, wave_id, "boutique")
        with pytest.raises(NotFound):
            await read(cast, name, wave_id, "intervention")
        page = await (await faces.browser(name)).get(f"/pulse/{wave_id}/results")
        assert "<h1>Nouvelle-Aquitaine</h1>" in page.text
        assert "Votre équipe est trop petite" in page.text


async def test_whoever_was_asked_stays_of_the_units_that_stood_around_theirs_that_day(
    cast: Cast, database: Database
) -> None:
    await a_sealed_wave(cast, boutique=12, bretagne=12)
    region = cast.units["aquitaine"]
    async with database.writing() as session:
        moved = sa.delete(ORG_UNIT_TREE).where(
            ORG_UNIT_TREE.c.ancestor_id == region, ORG_UNIT_TREE.c.descendant_id == cast.units["boutique"]
        )
        await session.execute(moved)
        known = await groups_known_to(session, await cast.actor("ines"))
    assert {Group(Cut.UNIT, str(region)), Group(Cut.DIRECT, str(region))} <= known


async def test_a_letter_to_everybody_tells_no_wave_that_left_some_of_them_out(
    cast: Cast, database: Database
) -> None:
    one_shop, everywhere = await asked_in(cast, "boutique"), await a_sealed_wave(cast, bretagne=12)
    with IN_PARIS.over(database):
        async with database.writing() as session:
            await session.execute(sa.update(Wave).values(closed_at=IN_PARIS.at))
            # The survey asks everybody the next time: the wave that asked one shop did not.
            await session.execute(sa.delete(SURVEY_AUDIENCES))
            told = await pulse.digest_candidates(session, org_unit_id=None, month=IN_PARIS.month)
        assert [one.source_id for one in told] == [everywhere]
        cells = [pulse.Cell(one, "", "all", "") for one in (one_shop, everywhere)]
        links = [f"/pulse/{one}/results" for one in (one_shop, everywhere)]
        async with database.reading() as session:
            assert set(await pulse.quotable(session, cells, None)) == {cells[1]}
            assert await dead_links(session, None, links) == {links[0]}
