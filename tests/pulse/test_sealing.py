"""Sealing: counted once, released by the rules, and nothing left that ties an answer to anybody."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database, metadata
from backend.identity import PEOPLE, PersonStatus
from backend.jobs import JOBS
from backend.pulse import QuestionInput, codes, library
from backend.pulse.disclosure import Cut, Group
from backend.pulse.keys import keys_of
from backend.pulse.models import (
    BALLOTS,
    PARTICIPATIONS,
    PULSE_COMMENTS,
    RELEASE_CELLS,
    RELEASED_MEMBERS,
    WAVE_AUDIENCES,
    WAVE_KEYS,
    Wave,
)
from backend.pulse.released_members import at_last_release
from backend.worker import Worker
from tests.cast import Cast
from tests.pulse.scene import an_open_wave, answered_by, closed, colleagues, various

pytestmark = pytest.mark.usefixtures("database")


async def staffed(cast: Cast, **people: int) -> dict[str, list[UUID]]:
    """More colleagues in these units."""
    async with cast.database.writing() as session:
        found = {unit: await colleagues(session, cast, unit, number) for unit, number in people.items()}
        await session.commit()
    return found


async def sealed(cast: Cast, wave_id: UUID) -> None:
    """Nadia closes the wave, and the worker seals it."""
    await closed(cast, wave_id)
    await Worker(cast.database).drain()


async def shown(database: Database, wave_id: UUID, question: str) -> set[str]:
    async with database.reading() as session:
        cells = await session.execute(
            sa.select(RELEASE_CELLS.c.key).where(
                RELEASE_CELLS.c.wave_id == wave_id, RELEASE_CELLS.c.question == question
            )
        )
        return set(cells.scalars())


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


async def test_after_sealing_no_table_holds_a_ballot_or_a_link(cast: Cast, database: Database) -> None:
    staff = await staffed(cast, boutique=12, bretagne=9)
    wave_id = await an_open_wave(cast)
    code = codes.new_code()
    for place, person in enumerate([*staff["boutique"], *staff["bretagne"]]):
        said = {"comment": "La pluie d’Iroise.", "code": code} if place == 3 else {}
        await answered_by(cast, person, wave_id, answers=various(place), **said)
    async with database.reading() as session:
        ballots = [row.sealed for row in await session.execute(sa.select(BALLOTS))]
        hashes = list((await session.execute(sa.select(PARTICIPATIONS.c.person_hash))).scalars())
    stored = [] if database.is_sqlite else await files_of_ballots(database)
    await sealed(cast, wave_id)
    dump = await dumped(database)
    assert "ballot" not in dump
    if not database.is_sqlite:
        assert not set(stored) & set(await files_of_ballots(database)), "PostgreSQL wrote its files anew"
    for secret in ballots:
        assert secret.hex() not in json.dumps(dump)
    for table, rows in dump.items():
        if table not in {"participation", "released_member"}:
            assert not any(one.hex() in row for one in hashes for row in rows)
    [comment] = dump["pulse_comment"]
    assert "La pluie d’Iroise." in comment
    assert not any(str(person) in comment for person in staff["boutique"])
    if database.is_sqlite:
        path = database.url.database
        assert path is not None
        for name in (path, path + "-wal"):
            held = await asyncio.to_thread(Path(name).read_bytes)
            assert not any(secret[:64] in held for secret in ballots)


async def files_of_ballots(database: Database) -> list[str]:
    """Where PostgreSQL keeps the ballots, and who took part."""
    async with database.reading() as session:
        told = await session.execute(
            sa.select(*(sa.func.pg_relation_filepath(one) for one in ("ballot", "participation")))
        )
        return list(told.one())


async def dumped(database: Database) -> dict[str, list[str]]:
    """Every row of every table as text, bytes in hexadecimal; empty tables left out."""
    found = {}
    async with database.reading() as session:
        for table in metadata.sorted_tables:
            rows = [
                " ".join(one.hex() if isinstance(one, bytes) else str(one) for one in row)
                for row in await session.execute(sa.select(table))
            ]
            if rows:
                found[table.name] = rows
    return found


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


async def test_a_departure_between_two_waves_freezes_the_team(cast: Cast, database: Database) -> None:
    staff = await staffed(cast, boutique=12, bretagne=12)
    first = await an_open_wave(cast)
    for place, person in enumerate([*staff["boutique"], *staff["bretagne"]]):
        await answered_by(cast, person, first, answers=various(place))
    await sealed(cast, first)
    second = await another_wave(cast, first)
    for place, person in enumerate([*staff["boutique"][1:], *staff["bretagne"]]):
        await answered_by(cast, person, second, answers=various(place + 1))
    await sealed(cast, second)
    boutique = str(cast.units["boutique"])
    assert boutique in await shown(database, first, "")
    assert boutique not in await shown(database, second, "")
    async with database.reading() as session:
        told = await pulse.results_of(session, await cast.actor("ines"), second)
        assert (told.unit.row.group.key, told.unit.dates_from) == (boutique, 1)
        assert told.beside is None, "one more or less in the whole company would tell as much"
        held = await session.execute(sa.select(RELEASED_MEMBERS.c.key).distinct())
        assert boutique in set(held.scalars())
        keys = await session.execute(sa.select(WAVE_KEYS.c.wave_id))
        assert set(keys.scalars()) == {second}
        for table in (PARTICIPATIONS, WAVE_AUDIENCES):
            waves = await session.execute(sa.select(table.c.wave_id).distinct())
            assert set(waves.scalars()) == {second}


async def test_a_wave_whose_sealing_is_late_is_sealed_before_the_one_that_follows_it(
    cast: Cast, database: Database
) -> None:
    """The other way round, nothing would compare it with the first, and one departure would show."""
    staff = await staffed(cast, boutique=12, bretagne=12)
    waves = [await an_open_wave(cast)]
    for place, person in enumerate([*staff["boutique"], *staff["bretagne"]]):
        await answered_by(cast, person, waves[0], answers=various(place))
    await sealed(cast, waves[0])
    for left_out in (1, 0):
        waves.append(await another_wave(cast, waves[0]))
        for place, person in enumerate([*staff["boutique"][left_out:], *staff["bretagne"]]):
            await answered_by(cast, person, waves[-1], answers=various(place + left_out))
        await closed(cast, waves[-1])
    for late in (waves[2], waves[1]):
        async with database.writing() as session:
            await pulse.seal_due(session, late)
            await session.commit()
    boutique = str(cast.units["boutique"])
    assert [boutique in await shown(database, one, "") for one in waves] == [True, False, True]


async def test_whoever_left_the_company_since_is_known_again_and_whoever_is_gone_counts_as_changed(
    cast: Cast, database: Database
) -> None:
    staff = await staffed(cast, boutique=12, bretagne=12)
    first = await an_open_wave(cast)
    for place, person in enumerate([*staff["boutique"], *staff["bretagne"]]):
        await answered_by(cast, person, first, answers=various(place))
    await sealed(cast, first)
    second = await another_wave(cast, first)
    left, gone, *here = staff["boutique"]
    async with database.writing() as session:
        before = await session.get_one(Wave, first)
        old, new = await keys_of(session, first), await keys_of(session, second)
        inactive = sa.update(PEOPLE).where(PEOPLE.c.id == left).values(status=PersonStatus.INACTIVE)
        await session.execute(inactive)
        last = await at_last_release(session, before, new)
        boutique = Group(Cut.UNIT, str(cast.units["boutique"]))
        assert last[boutique] == {new.person_hash(one) for one in (left, gone, *here)}
        await session.execute(sa.delete(PEOPLE).where(PEOPLE.c.id == gone))
        last = await at_last_release(session, before, new)
        assert last[boutique] == {new.person_hash(one) for one in (left, *here)}, "asked of whoever is there"
    assert old.person_hash(left) != new.person_hash(left)


async def another_wave(cast: Cast, wave_id: UUID) -> UUID:
    """The next wave of the same survey, open; nobody was asked too often for it."""
    async with cast.database.writing() as session:
        await session.execute(sa.delete(metadata.tables["pulse_invitation"]))
        nadia = await cast.actor("nadia")
        wave = await pulse.get_wave(session, nadia, wave_id)
        opened = await pulse.open_wave(session, nadia, await pulse.get_survey(session, nadia, wave.survey_id))
        await session.commit()
    return opened.id


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
