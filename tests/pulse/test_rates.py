"""Participation once a wave is closed: nothing where the whole is not shown, and as coarse as its rules."""

import pytest

from backend import pulse
from backend.core.db import Database
from backend.pulse.disclosure import count_range
from backend.pulse.rates import rate, told_rate
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave, an_open_wave, answered_by, closed, staffed, various

RATE = "query($id: ID!) { wave(id: $id) { participation { rate } } }"


@pytest.mark.parametrize(
    ("people", "told", "said"),
    [
        (4, None, "Participation\u00a0: non affichée."),
        (12, None, "Participation\u00a0: non affichée."),
        (22, 75, "Participation\u00a0: environ 75"),
    ],
)
async def test_a_sealed_wave_tells_its_participation_where_it_shows_the_whole(
    faces: Faces, people: int, told: int | None, said: str
) -> None:
    """Of 8 of the cast and so many more, who alone answer."""
    wave_id = await a_sealed_wave(faces.cast, boutique=people)
    answer = await faces.graphql("nadia", RATE, id=encode("Wave", wave_id))
    assert answer["data"]["wave"]["participation"]["rate"] == told
    async with faces.cast.database.reading() as session:
        survey_id = (await pulse.wave_row(session, await faces.cast.actor("nadia"), wave_id)).survey_id
    nadia = await faces.browser("nadia")
    assert said in (await nadia.get(f"/pulse/surveys/{survey_id}")).text


async def test_the_page_of_results_tells_the_same_share_of_those_asked(faces: Faces) -> None:
    """23 of 31 are 74 %: told to 5 % under 100 answers."""
    wave_id = await a_sealed_wave(faces.cast, boutique=12, bretagne=11)
    nadia = await faces.browser("nadia")
    page = (await nadia.get(f"/pulse/{wave_id}/results?unit=")).text
    assert "23 réponses sur 31 personnes interrogées, soit 75" in page


async def test_a_wave_that_is_closed_and_not_counted_yet_tells_none(cast: Cast, database: Database) -> None:
    staff = await staffed(cast, boutique=13)
    wave_id = await an_open_wave(cast)
    for place, person in enumerate(staff["boutique"]):
        await answered_by(cast, person, wave_id, answers=various(place))
    async with database.writing() as session:
        await pulse.refresh_rates(session)
        await session.commit()
    rates: list[int | None] = []
    for step in (0, 1):
        if step:
            await closed(cast, wave_id)
        async with database.reading() as session:
            rates.append((await pulse.wave_row(session, await cast.actor("nadia"), wave_id)).rate)
    assert rates == [60, None]


@pytest.mark.parametrize(
    ("took_part", "invited", "told"), [(20, 20, 100), (99, 300, 35), (100, 300, 33), (299, 300, 100)]
)
def test_it_is_told_to_five_percent_under_a_hundred_answers_and_to_one_from_there(
    took_part: int, invited: int, told: int
) -> None:
    assert told_rate(took_part, invited) == told


@pytest.mark.parametrize("took_part", [*range(5, 20)])
@pytest.mark.parametrize("invited", [20, 33, 60, 250])
def test_all_of_a_range_stays_possible_beside_the_number_of_those_asked(took_part: int, invited: int) -> None:
    told = count_range(took_part)
    possible = [
        other
        for other in range(told.min, told.max + 1)
        if told_rate(other, invited) == told_rate(took_part, invited)
    ]
    assert possible == [*range(told.min, told.max + 1)]


@pytest.mark.parametrize("invited", range(1, 60))
def test_an_open_wave_counts_nobody_one_by_one(invited: int) -> None:
    told = [rate(took_part, invited) for took_part in range(invited + 1)]
    assert len(set(told)) < len(told)
