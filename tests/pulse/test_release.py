"""Who reads which results, and that nobody reads more than the release holds."""

from uuid import UUID

import pytest

from backend import pulse
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.pulse import Cut
from backend.worker import Worker
from tests.cast import Cast
from tests.pulse.scene import a_sealed_wave, an_open_wave, answered_by, closed, colleagues, various


async def read(
    cast: Cast, name: str, wave_id: UUID, unit: str | None = None, by: Cut = Cut.UNIT
) -> pulse.Results:
    async with cast.database.reading() as session:
        actor = await cast.actor(name)
        return await pulse.results_of(session, actor, wave_id, cast.units[unit] if unit else None, by)


@pytest.fixture
async def wave_id(cast: Cast) -> UUID:
    return await a_sealed_wave(cast, boutique=12, intervention=14, bretagne=11)


async def test_karim_reads_the_results_of_the_unit_he_heads(cast: Cast, wave_id: UUID) -> None:
    results = await read(cast, "karim", wave_id)
    assert results.unit.row.label == "Boutique Sainte-Catherine"
    assert results.unit.is_shown
    assert results.leads
    assert results.unit.count is not None
    assert results.unit.count.exact is None
    assert await asked_to_answer(cast, "karim") == ["Boutique Sainte-Catherine"]


async def test_ines_reads_her_teams_results_and_no_comment(cast: Cast, wave_id: UUID) -> None:
    results = await read(cast, "ines", wave_id)
    assert results.unit.is_shown
    assert not results.may_read_comments
    async with cast.database.reading() as session:
        with pytest.raises(NotFound):
            await pulse.comments_of(session, await cast.actor("ines"), wave_id)


async def test_a_colleague_of_another_unit_sees_that_there_is_nothing(cast: Cast, wave_id: UUID) -> None:
    with pytest.raises(NotFound):
        await read(cast, "yann", wave_id, "boutique")
    with pytest.raises(NotFound):
        await read(cast, "karim", wave_id, "bretagne")


async def test_administrators_have_no_way_round(cast: Cast, wave_id: UUID) -> None:
    results = await read(cast, "maud", wave_id)
    assert not results.leads
    assert results.parts == []


async def test_nadia_drills_down_and_cuts_the_whole_company_by_site(cast: Cast, wave_id: UUID) -> None:
    results = await read(cast, "nadia", wave_id)
    assert results.unit.row.parent_key is None
    inside = [(part.row.label, part.row.group.cut) for part in results.parts]
    assert inside == [("Bretagne", Cut.UNIT), ("Nouvelle-Aquitaine", Cut.UNIT), ("Télénova", Cut.DIRECT)]
    below = await read(cast, "nadia", wave_id, "aquitaine")
    assert {part.row.label for part in below.parts} >= {"Boutique Sainte-Catherine", "Intervention Landes"}
    by_site = await read(cast, "nadia", wave_id, None, Cut.SITE)
    assert by_site.parts
    assert (await read(cast, "nadia", wave_id, "aquitaine", Cut.SITE)).parts == []


async def test_the_whole_company_has_the_lines_of_its_only_unit_and_a_leaf_its_own(cast: Cast) -> None:
    wave_id = await a_sealed_wave(cast, boutique=12, intervention=14, bretagne=11)
    whole, only = await read(cast, "nadia", wave_id), await read(cast, "nadia", wave_id, "telenova")
    assert [part.row for part in whole.parts] == [part.row for part in only.parts]
    assert (await read(cast, "nadia", wave_id, "bretagne")).parts == []


async def test_a_survey_of_one_part_shows_everybody_it_asked_to_them_alone(cast: Cast) -> None:
    async with cast.database.writing() as session:
        staff = [
            one for unit in ("boutique", "intervention") for one in await colleagues(session, cast, unit, 9)
        ]
        await session.commit()
    region = cast.units["aquitaine"]
    wave_id = await an_open_wave(cast, org_unit_id=region)
    for place, person in enumerate(staff):
        await answered_by(cast, person, wave_id, answers=various(place))
    await closed(cast, wave_id)
    await Worker(cast.database).drain()
    async with cast.database.reading() as session:
        for name in ("karim", "ines", "nadia"):
            actor = await cast.actor(name)
            everybody = await pulse.results_of(session, actor, wave_id, everybody=True)
            assert (everybody.unit.row.group.key, everybody.unit.is_shown) == (str(region), True)
        for name in ("yann", "maud"):
            actor = await cast.actor(name)
            assert await pulse.latest_results(session, actor, 5) == []
            for everybody in (True, False):
                with pytest.raises(NotFound):
                    await pulse.results_of(session, actor, wave_id, everybody=everybody)


async def test_a_unit_that_is_not_shown_has_the_smallest_one_around_it_that_is_beside_it(cast: Cast) -> None:
    wave_id = await a_sealed_wave(cast, boutique=12, intervention=4, bretagne=9)
    results = await read(cast, "thomas", wave_id)
    assert (results.unit.row.label, results.unit.is_shown) == ("Intervention Landes", False)
    assert results.beside is not None
    assert results.beside.row.label == "Nouvelle-Aquitaine"
    assert results.beside.is_current
    assert await asked_to_answer(cast, "thomas") == [], "there is nothing to answer"


async def asked_to_answer(cast: Cast, name: str) -> list[str]:
    """The units whose results « Aujourd’hui » asks somebody to answer."""
    async with cast.database.reading() as session:
        asks = await pulse.asks_for(session, await cast.actor(name))
    return [one.params["unit"] for one in asks if one.code == "answer_back"]


async def test_nobody_reads_a_wave_that_is_not_sealed(cast: Cast, database: Database) -> None:
    open_wave = await an_open_wave(cast)
    with pytest.raises(NotFound):
        await read(cast, "nadia", open_wave)


async def test_a_member_of_a_group_of_exactly_five_does_not_see_it(cast: Cast) -> None:
    wave_id = await a_sealed_wave(cast, boutique=5, intervention=9, bretagne=11)
    seen_by_leader = await read(cast, "nadia", wave_id, "aquitaine")
    shown = {part.row.label for part in seen_by_leader.parts if part.is_shown}
    assert "Boutique Sainte-Catherine" in shown
    results = await read(cast, "ines", wave_id)
    assert not results.unit.is_shown
    assert not (await read(cast, "karim", wave_id)).unit.is_shown
    assert await asked_to_answer(cast, "karim") == [], "he is one of the five"


@pytest.mark.parametrize(
    ("answers", "told"), [(4, "pulse_unshown"), (5, "pulse_unshown"), (6, "pulse_results")]
)
async def test_ines_is_told_of_results_where_there_are_some_and_of_no_number_elsewhere(
    cast: Cast, answers: int, told: str
) -> None:
    wave_id = await a_sealed_wave(cast, boutique=answers)
    assert (await read(cast, "ines", wave_id)).whole.is_shown is (told == "pulse_results")
    async with cast.database.reading() as session:
        [found] = await pulse.told_to(session, await cast.actor("ines"))
    assert (found.code, found.params) == (told, {"survey": "Le pouls de novembre"})


async def test_comments_are_found_without_accents_whichever_apostrophe_was_typed(cast: Cast) -> None:
    wave_id = await a_sealed_wave(cast, "Être remercié, c’est rare", boutique=12)
    async with cast.database.reading() as session:
        nadia = await cast.actor("nadia")
        for words in ("Être remercié", "ÊTRE REMERCIÉ", "etre remercie", "c'est rare", "c’est"):
            assert len((await pulse.comments_of(session, nadia, wave_id, words=words)).items) == 12, words
        assert not (await pulse.comments_of(session, nadia, wave_id, words="remer%")).items


async def test_comments_are_read_by_those_who_lead_and_searched(cast: Cast, wave_id: UUID) -> None:
    async with cast.database.reading() as session:
        nadia = await cast.actor("nadia")
        everything = await pulse.comments_of(session, nadia, wave_id)
        found = await pulse.comments_of(session, nadia, wave_id, words="MOT 12")
    assert len(everything.items) == 37
    assert [one.text for one in found.items] == ["Mot 12"]
