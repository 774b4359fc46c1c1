"""What the page of results says around the figures: when they came, of which wave, what it withholds."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend.pulse.models import WAVES
from tests.faces import Faces
from tests.pulse.scene import (
    a_sealed_wave,
    an_open_wave,
    another_wave,
    answered_by,
    sealed,
    staffed,
    various,
)


async def results(faces: Faces, name: str, wave_id: UUID, unit: str | None = None) -> str:
    browser = await faces.browser(name)
    key = faces.cast.units[unit] if unit else ""
    answer = await browser.get(f"/pulse/{wave_id}/results?unit={key}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (13, "connus le jour même"),
        (14, "connus le jour même"),
        (16, "connus 1 jour ouvré après, sur 5 promis"),
        (18, "connus 3 jours ouvrés après, sur 5 promis"),
    ],
)
async def test_the_page_counts_the_working_days_that_results_took(faces: Faces, day: int, said: str) -> None:
    """Closed on Friday 13 November 2026."""
    wave_id = await a_sealed_wave(faces.cast, boutique=12, bretagne=12)
    async with faces.cast.database.writing() as session:
        at = {
            "closed_at": datetime(2026, 11, 13, 16, tzinfo=UTC),
            "sealed_at": datetime(2026, 11, day, 18, tzinfo=UTC),
        }
        await session.execute(sa.update(WAVES).where(WAVES.c.id == wave_id).values(at))
        await session.commit()
    assert said in (await results(faces, "karim", wave_id)).replace("\u00a0", " ")


async def test_where_the_whole_company_is_frozen_its_page_says_of_which_wave_it_is(faces: Faces) -> None:
    """One of twenty-four answers no more: a new figure beside the old one would tell what they answered."""
    cast = faces.cast
    staff = await staffed(cast, boutique=12, bretagne=12)
    everybody = [*staff["boutique"], *staff["bretagne"]]
    first = await an_open_wave(cast)
    for place, person in enumerate(everybody):
        await answered_by(cast, person, first, answers=various(place))
    await sealed(cast, first)
    second = await another_wave(cast, first)
    for place, person in enumerate(everybody[1:]):
        await answered_by(cast, person, second, answers=various(place))
    await sealed(cast, second)
    page = await results(faces, "nadia", second)
    assert "Ces chiffres sont ceux de la vague 1" in page
    assert "24 réponses." in page, "the count of the wave that is told, and no share of those asked since"
    assert "personnes interrogées," not in page
    assert "Le chiffre d’aujourd’hui le plus proche" not in page, "nothing is around the whole"
    assert "24 réponses sur 32 personnes interrogées, soit 75" in await results(faces, "nadia", first)


async def test_a_member_of_a_team_of_exactly_five_reads_the_region_in_its_place(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=5, intervention=9, bretagne=11)
    page = await results(faces, "ines", wave_id, "boutique")
    assert "Non affiché" in page
    assert "5–9" not in page
    assert f"?unit={faces.cast.units['aquitaine']}" in page
    assert "5–9" in await results(faces, "nadia", wave_id, "boutique")


async def test_karim_reads_no_comment_of_his_team_of_exactly_ten(faces: Faces) -> None:
    """Of ten comments he knows one at most: nine are fewer than it takes. Of eleven he reads all."""
    exactly = await a_sealed_wave(faces.cast, boutique=10, intervention=12, bretagne=12)
    page = await results(faces, "karim", exactly, "boutique")
    assert "10–19" in page, "its figures are there"
    assert "Mot " not in page
    karim = await faces.browser("karim")
    there = f"/pulse/{exactly}/comments?unit={faces.cast.units['boutique']}"
    assert (await karim.get(there)).status_code == 404
    assert "Mot " in await results(faces, "nadia", exactly, "boutique")
