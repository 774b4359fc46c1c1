"""An edition's figures: counted alike on both databases, in as many statements whatever its size."""

import csv
import io

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.db import Database
from backend.identity import SITES
from backend.immersions import DebriefInput, FeltInput, Phase, errors
from backend.immersions.models import EDITIONS
from tests.cast import Cast
from tests.counting import counting
from tests.faces import Faces
from tests.immersions.days import a_day
from tests.immersions.placed import published
from tests.immersions.scene import acting, in_phase
from tests.journeys.scene import a_journey

WISHES, PLACES = {"ines": "ab", "karim": "ab", "thomas": "a"}, {"a": 1, "b": 1}


async def test_wishes_and_places_are_counted_by_unit_and_activity(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await session.execute(sa.update(SITES).values(head_office=True))
        before, _ = await a_day(session, cast, name="=Avant")
        before_id = before.id
        await session.commit()
    edition_id, _ = await published(cast, WISHES, PLACES)
    async with database.writing() as session:
        solene = await acting(session, cast, "solene")
        await session.execute(
            sa.update(EDITIONS).where(EDITIONS.c.id == edition_id).values(previous_id=before_id)
        )
        edition = await immersions.get_edition_by_id(session, solene, edition_id)
        figures = await immersions.dashboard(session, solene, edition)
        with pytest.raises(errors.EditionLeadersOnly):
            await immersions.dashboard(session, await acting(session, cast, "ines"), edition)
    total = figures.total
    assert (total.wished, total.placed, total.first, total.unplaced, total.head_office) == (3, 2, 1, 1, 3)
    units = {row.name: (row.tally.wished, row.tally.placed) for row in figures.units}
    assert sum(wished for wished, _ in units.values()) == 3
    assert units["Boutique Sainte-Catherine"][0] == 2
    assert sum(row.tally.placed for row in figures.activities) == 2
    [earlier] = figures.earlier
    assert (earlier.name, earlier.tally.placed, earlier.tally.wished) == ("=Avant", 1, 0)


async def test_irritants_are_counted_where_they_were_placed(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await a_day(session, cast)
        drawn = await a_journey(session, cast)
        felt = [FeltInput(text="Une file", place=one) for one in (drawn.shop, drawn.shop, drawn.handoff)]
        ines, solene = await acting(session, cast, "ines"), await acting(session, cast, "solene")
        await immersions.submit_debrief(session, ines, edition, DebriefInput(irritants=felt))
        figures = await immersions.dashboard(session, solene, edition)
    assert [one.irritants for one in figures.hurts] == [2, 1]
    assert figures.total.told == 1


async def test_the_page_is_a_sentence_and_its_csv_runs_no_formula(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, _ = await a_day(session, cast, name="=1+1")
        await in_phase(session, edition, Phase.DAYS)
        await session.commit()
    path = f"/immersions/{edition.slug}/dashboard"
    solene, ines = await faces.browser("solene"), await faces.browser("ines")
    assert (await ines.get(path)).status_code == 404
    assert "personne ne reste sans rien" in (await solene.get(path)).text.replace("\xa0", " ")
    sheet = (await solene.get(f"{path}.csv")).text.lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(sheet)))
    assert rows[1][:2] == ["edition", "'=1+1"]
    assert all(cell[:1] not in tuple("=+-@") for row in rows for cell in row)
    document = "query($slug: String!) { edition(slug: $slug) { dashboard { total { placed } } } }"
    told = await faces.graphql("solene", document, slug=edition.slug)
    assert told["data"]["edition"]["dashboard"]["total"] == {"placed": 1}
    assert (await faces.graphql("ines", document, slug=edition.slug))["data"]["edition"]["dashboard"] is None


async def test_the_figures_take_as_many_statements_for_one_visitor_as_for_five(
    cast: Cast, database: Database
) -> None:
    taken = []
    for number, visitors in enumerate((("ines",), ("ines", "karim", "nadia", "yann", "maud"))):
        async with database.writing() as session:
            edition, _ = await a_day(session, cast, name=f"Numéro {number}", visitors=visitors)
            solene = await acting(session, cast, "solene")
            with counting(database) as sent:
                await immersions.dashboard(session, solene, edition)
        taken.append(sent.count)
    assert taken[0] == taken[1]
