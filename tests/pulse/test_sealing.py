"""Sealing: counted once, and released by the rules."""

from collections import Counter

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database
from backend.jobs import JOBS
from backend.pulse import QuestionInput, library
from backend.pulse.models import (
    BALLOTS,
    PULSE_COMMENTS,
    RELEASE_CELLS,
    WAVES,
    Wave,
    WaveStatus,
)
from backend.worker import Worker
from tests.cast import Cast
from tests.pulse.scene import an_open_wave, answered_by, closed, dumped, sealed, shown, staffed, various

pytestmark = pytest.mark.usefixtures("database")


async def test_a_small_team_and_another_are_hidden_and_the_company_is_shown(
    cast: Cast, database: Database
) -> None:
    staff = await staffed(cast, boutique=12, intervention=3, bretagne=9)
    wave_id = await an_open_wave(cast)
    for unit in ("boutique", "intervention", "bretagne"):
        for place, person in enumerate(staff[unit]):
            await answered_by(cast, person, wave_id, answers=various(place))
    await sealed(cast, wave_id)
    keys = await shown(database, wave_id, "")
    assert "" in keys
    assert str(cast.units["intervention"]) not in keys
    async with database.reading() as session:
        cell = (
            await session.execute(
                sa.select(RELEASE_CELLS).where(
                    RELEASE_CELLS.c.question == "recommend_employer", RELEASE_CELLS.c.cut == "all"
                )
            )
        ).one()
    counts = Counter(
        str(various(place)["recommend_employer"]) for unit in staff for place in range(len(staff[unit]))
    )
    promoters, detractors = counts["9"] + counts["10"], counts["3"] + counts["5"]
    assert (cell.count_min, cell.count_max) == (24, 24)
    assert abs(cell.figures["score"] - 100 * (promoters - detractors) / 24) <= 2.5


WHY = QuestionInput.model_validate(
    {
        "key": "why",
        "kind": "single",
        "theme": "means",
        "text": {"fr": "Pourquoi ?", "en": "Why?"},
        "choices": [{"key": one, "fr": one, "en": one} for one in ("time", "tools")],
        "shown_if": {"question": "recommend_employer", "values": [0, 1, 2]},
    }
)


@pytest.mark.parametrize(
    ("people", "asked_why", "told"),
    [
        (5, 5, None),
        (6, 5, None),
        (25, 25, None),
        (30, 27, None),
        (30, 3, None),
        (12, 6, (5, 9)),
        (50, 30, (29, 31)),  # To 5 %, as the share of those who scored 0 to 2 would be told.
    ],
)
async def test_a_question_asked_after_an_answer_tells_nobody_who_gave_it(
    cast: Cast, database: Database, people: int, asked_why: int, told: tuple[int, int] | None
) -> None:
    """Who answers « why », asked of those who scored 0 to 2, scored 0 to 2."""
    staff = await staffed(cast, boutique=people, bretagne=24)
    wave_id = await an_open_wave(cast, questions=[library.BY_KEY["recommend_employer"], WHY])
    for unit, low in (("boutique", asked_why), ("bretagne", 12)):
        for place, person in enumerate(staff[unit]):
            why = {"recommend_employer": place % 3, "why": ("time", "tools")[place % 2]}
            await answered_by(
                cast, person, wave_id, answers=why if place < low else {"recommend_employer": 9}
            )
    await sealed(cast, wave_id)
    async with database.reading() as session:
        cells = await session.execute(
            sa.select(RELEASE_CELLS.c.count_min, RELEASE_CELLS.c.count_max).where(
                RELEASE_CELLS.c.question == "why", RELEASE_CELLS.c.key == str(cast.units["boutique"])
            )
        )
        assert [tuple(one) for one in cells] == ([told] if told else [])


async def test_sealing_run_again_counts_nothing_twice(cast: Cast, database: Database) -> None:
    staff = await staffed(cast, boutique=12, bretagne=9)
    wave_id = await an_open_wave(cast)
    for place, person in enumerate(staff["boutique"]):
        await answered_by(cast, person, wave_id, answers=various(place))
    await closed(cast, wave_id)
    async with database.writing() as session:
        wave = await session.get_one(Wave, wave_id)
        await pulse.seal(session, wave)
        # Killed before its commit: the ballots are all there to be counted again.
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(BALLOTS)) == 12
    await Worker(database).drain()
    before = await dumped(database)
    async with database.writing() as session:
        outside = await pulse.seal_due(session, wave_id)
        assert outside is not None
        await session.commit()
    await outside.call()
    after = await dumped(database)
    assert after["release_cell"] == before["release_cell"]
    async with database.reading() as session:
        states = await session.execute(sa.select(JOBS.c.name, JOBS.c.status))
        assert not [name for name, status in states if name == "pulse.seal" and status == "dead"]


async def test_a_wave_that_cannot_be_opened_holds_up_no_other_survey(cast: Cast, database: Database) -> None:
    staff = (await staffed(cast, boutique=12))["boutique"]
    broken, other = await an_open_wave(cast), await an_open_wave(cast)
    for wave_id in (broken, other):
        for place, person in enumerate(staff):
            await answered_by(cast, person, wave_id, answers=various(place))
    async with database.writing() as session:
        lost = sa.update(BALLOTS).where(BALLOTS.c.wave_id == broken).values(sealed=b"lost")
        await session.execute(lost)
        await session.commit()
    for wave_id in (broken, other):
        await sealed(cast, wave_id)
    async with database.reading() as session:
        rows = await session.execute(sa.select(WAVES.c.id, WAVES.c.status))
        found = {row.id: row.status for row in rows}
    assert found == {broken: WaveStatus.CLOSED, other: WaveStatus.SEALED}


async def test_comments_keep_only_a_unit_with_ten_people_asked(cast: Cast, database: Database) -> None:
    staff = await staffed(cast, boutique=6, intervention=7, bretagne=14)
    wave_id = await an_open_wave(cast)
    everybody = [*staff["boutique"], *staff["intervention"], *staff["bretagne"]]
    for place, person in enumerate(everybody):
        await answered_by(cast, person, wave_id, answers=various(place), comment=f"Mot {place}")
    await sealed(cast, wave_id)
    async with database.reading() as session:
        units = Counter((await session.execute(sa.select(PULSE_COMMENTS.c.unit_key))).scalars())
    assert sum(units.values()) == len(everybody)
    assert str(cast.units["boutique"]) not in units
    assert str(cast.units["intervention"]) not in units
