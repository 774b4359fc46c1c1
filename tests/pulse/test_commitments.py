"""Answering back: a unit's head commits, its people say whether it was kept, under the same rules."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import commitments, pulse
from backend.commitments import Commitment, DropInput
from backend.core.candidates import Section
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.pulse import CommitmentInput, key_of, library
from backend.pulse.models import (
    BALLOTS,
    PULSE_INVITATIONS,
    RELEASE_CELLS,
    SURVEY_QUESTIONS,
    WITHHELD_FROM_MEMBERS,
    Wave,
)
from backend.worker import Worker
from tests.cast import Cast
from tests.nights import IN_PARIS
from tests.pulse.scene import a_sealed_wave, a_survey, answered_by, closed, payloads, various


def promise(days: int = 20, **values: Any) -> CommitmentInput:
    due_on = today_in("Europe/Paris") + timedelta(days)
    given = {"what": "Chaque lundi, une réponse à chaque signalement", "theme": "listening", **values}
    return CommitmentInput.model_validate({"due_on": due_on, **given})


async def committed(cast: Cast, name: str, wave_id: UUID, unit: str | None, **values: Any) -> UUID:
    async with cast.database.writing() as session:
        unit_id = cast.units[unit] if unit else None
        actor = await cast.actor(name)
        made = await pulse.publish_commitment(session, actor, wave_id, unit_id, promise(**values))
        made_id = made.id
        await session.commit()
    return made_id


async def next_wave(cast: Cast, wave_id: UUID) -> UUID:
    """Nadia opens the survey's next wave; those asked lately may be asked again."""
    async with cast.database.writing() as session:
        await session.execute(sa.delete(PULSE_INVITATIONS))
        nadia = await cast.actor("nadia")
        before = await session.get_one(Wave, wave_id)
        survey = await pulse.get_survey(session, nadia, before.survey_id)
        wave = await pulse.open_wave(session, nadia, survey)
        new_id = wave.id
        await session.commit()
    return new_id


async def asked(cast: Cast, wave_id: UUID, name: str) -> list[str]:
    async with cast.database.reading() as session:
        actor = await cast.actor(name)
        invited = await pulse.invited_to(session, actor, wave_id)
        found = await pulse.questions_of(session, invited.survey_id, invited.version, wave_id)
        keys = [one.key for one in await pulse.asked_of(session, wave_id, actor.person_id, found)]
        row = await pulse.wave_row(session, actor, wave_id)
        assert row.question_count == sum(one.is_closed for one in found if one.key in keys)
        return keys


async def staff_of(cast: Cast, unit: str) -> list[UUID]:
    async with cast.database.reading() as session:
        people = sa.text("SELECT id FROM person WHERE family_name = :name ORDER BY id")
        rows = await session.execute(people.columns(id=sa.Uuid), {"name": unit.title()})
        return list(rows.scalars())


@pytest.fixture
async def wave_id(cast: Cast) -> UUID:
    return await a_sealed_wave(cast, boutique=12, bretagne=11)


async def test_karim_commits_to_his_unit_and_the_next_wave_asks_its_people_alone(
    cast: Cast, wave_id: UUID
) -> None:
    made = await committed(cast, "karim", wave_id, "boutique")
    later = await next_wave(cast, wave_id)
    assert key_of(made) in await asked(cast, later, "ines")
    assert (await asked(cast, later, "ines"))[-1] == "one_thing"
    assert key_of(made) not in await asked(cast, later, "yann")


async def test_a_wave_that_karim_has_answered_does_not_take_the_place_of_one_that_waits(
    cast: Cast, wave_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = await next_wave(cast, wave_id)
    for unit in ("boutique", "bretagne"):
        for place, person in enumerate(await staff_of(cast, unit)):
            await answered_by(cast, person, later, answers=various(place))
    await closed(cast, later)
    await Worker(cast.database).drain()
    await committed(cast, "karim", later, "boutique")
    monkeypatch.setattr("backend.pulse.today.MOST", 1)
    async with cast.database.reading() as session:
        asks = await pulse.asks_for(session, await cast.actor("karim"))
    [ask] = [one for one in asks if one.code == "answer_back"]
    assert str(wave_id) in ask.href


async def test_who_does_not_lead_a_unit_does_not_answer_for_it(cast: Cast, wave_id: UUID) -> None:
    with pytest.raises(pulse.errors.UnitLeadersOnly):
        await committed(cast, "ines", wave_id, "boutique")
    with pytest.raises(NotFound):
        await committed(cast, "karim", wave_id, "bretagne")
    with pytest.raises(pulse.errors.OwnerElsewhere):
        await committed(cast, "karim", wave_id, "boutique", owner_id=cast.people["solene"])
    with pytest.raises(pulse.errors.UnitLeadersOnly):
        await committed(cast, "karim", wave_id, None)
    assert await committed(cast, "nadia", wave_id, None)
    assert await committed(cast, "karim", wave_id, "boutique", owner_id=cast.people["ines"])


async def test_whoever_leads_the_results_names_somebody_of_that_unit(
    cast: Cast, database: Database, wave_id: UUID
) -> None:
    """Nadia runs the survey, and heads nobody."""
    for unit, owner in (("boutique", "ines"), ("bretagne", "yann"), (None, "thomas")):
        made = await committed(cast, "nadia", wave_id, unit, owner_id=cast.people[owner])
        async with database.reading() as session:
            assert (await session.get_one(Commitment, made)).owner_id == cast.people[owner]
    for unit, owner in (("boutique", "thomas"), ("bretagne", "ines")):
        with pytest.raises(pulse.errors.OwnerElsewhere):
            await committed(cast, "nadia", wave_id, unit, owner_id=cast.people[owner])


async def test_its_people_say_whether_it_is_kept_and_only_the_release_tells(
    cast: Cast, database: Database, wave_id: UUID
) -> None:
    made = await committed(cast, "karim", wave_id, "boutique")
    later = await next_wave(cast, wave_id)
    key = key_of(made)
    for place, person in enumerate(await staff_of(cast, "boutique")):
        said = ("kept", "kept", "partly", "not_kept")[place % 4]
        await answered_by(cast, person, later, answers={**various(place), key: said})
    for place, person in enumerate(await staff_of(cast, "bretagne")):
        # A tool may send it for somebody of another unit: it counts in no figure.
        await answered_by(cast, person, later, answers={**various(place), key: "kept"})
    assert len(await payloads(cast, later)) == 23
    await closed(cast, later)
    await Worker(cast.database).drain()
    async with database.reading() as session:
        mine = RELEASE_CELLS.c.question == key
        cells = (await session.execute(sa.select(RELEASE_CELLS).where(mine))).all()
        karim = await pulse.results_of(session, await cast.actor("karim"), later)
        yann = await pulse.results_of(session, await cast.actor("yann"), later)
    [cell] = cells
    assert (cell.cut, cell.key) == ("unit", str(cast.units["boutique"]))
    assert (cell.count_min, cell.count_max) == (10, 19)
    assert [share[:2] for share in cell.figures["shares"]] == [
        ["kept", 50],
        ["partly", 25],
        ["not_kept", 25],
    ]
    assert karim.unit.cells[key].figures == cell.figures
    assert key not in {one.key for one in yann.questions}


async def test_what_five_say_is_told_to_none_of_them_and_one_mind_of_a_whole_unit_to_nobody(
    cast: Cast, database: Database, wave_id: UUID
) -> None:
    made, other = [await committed(cast, "karim", wave_id, "boutique") for _ in range(2)]
    later = await next_wave(cast, wave_id)
    for place, person in enumerate(await staff_of(cast, "boutique")):
        said = {key_of(other): "kept"}
        if place < 5:
            said[key_of(made)] = ("kept", "not_kept", "partly")[place % 3]
        await answered_by(cast, person, later, answers={**various(place), **said})
    await closed(cast, later)
    await Worker(cast.database).drain()
    async with database.reading() as session:
        told = set((await session.execute(sa.select(RELEASE_CELLS.c.question))).scalars())
        kept = WITHHELD_FROM_MEMBERS.c
        withheld = await session.execute(
            sa.select(kept.member_key, kept.key).where(kept.question == key_of(made))
        )
        unit = str(cast.units["boutique"])
        assert (unit, unit) in {tuple(row) for row in withheld}
    assert {key_of(made), key_of(other)} & told == {key_of(made)}


async def test_what_was_dropped_is_asked_no_more_and_two_at_most_are(cast: Cast, wave_id: UUID) -> None:
    made = [await committed(cast, "karim", wave_id, "boutique") for _ in range(4)]
    async with cast.database.writing() as session:
        karim = await cast.actor("karim")
        last = await commitments.get_commitment(session, karim, made[3])
        await commitments.drop(session, karim, last, DropInput(reason="Le logiciel change"))
        second = await commitments.get_commitment(session, karim, made[2])
        await commitments.keep(session, karim, second)
        await session.commit()
    later = await next_wave(cast, wave_id)
    about = [key for key in await asked(cast, later, "ines") if key.startswith("kept_")]
    assert about == [key_of(made[1]), key_of(made[2])]


async def test_a_question_has_no_commitment_s_key_and_measures_none_that_waves_ask_about(
    cast: Cast, database: Database, wave_id: UUID
) -> None:
    made = await committed(cast, "karim", wave_id, "boutique")
    proud = library.BY_KEY["proud"]
    nadia = await cast.actor("nadia")
    async with database.writing() as session:
        karim = await cast.actor("karim")
        await commitments.keep(session, karim, await commitments.get_commitment(session, karim, made))
        survey = await a_survey(session, cast)
        taken = proud.model_copy(update={"key": key_of(made)})
        with pytest.raises(pulse.errors.KeyKept):
            await pulse.write_questions(session, nadia, survey, [taken])
        for key in (taken.key, proud.key):
            measuring = proud.model_copy(update={"key": key, "measures_id": made})
            with pytest.raises(pulse.errors.UnknownTarget):
                await pulse.write_questions(session, nadia, survey, [measuring])
        worded = proud.model_copy(update={"key": "kept_informed"})
        await pulse.write_questions(session, nadia, survey, [worded])


async def test_a_wave_one_of_whose_questions_had_a_commitment_s_key_is_sealed_all_the_same(
    cast: Cast, database: Database, wave_id: UUID
) -> None:
    """It was written before such a key was refused: what is asked is about the commitment."""
    key = key_of(await committed(cast, "nadia", wave_id, None))
    async with database.writing() as session:
        taken = sa.update(SURVEY_QUESTIONS).where(SURVEY_QUESTIONS.c.key == "answered_on_customers")
        await session.execute(taken.values(key=key))
        await session.commit()
    later = await next_wave(cast, wave_id)
    for place, person in enumerate(await staff_of(cast, "boutique")):
        said = ("kept", "kept", "partly", "not_kept")[place % 4]
        await answered_by(cast, person, later, answers={"recommend_employer": 3 + place % 7, key: said})
    await closed(cast, later)
    await Worker(cast.database).drain()
    async with database.reading() as session:
        nadia = await cast.actor("nadia")
        results = await pulse.results_of(session, nadia, later)
        promises = (await pulse.commitments_to(session, None, Page())).items
        told = [
            await pulse.said_of(session, one, promises) for one in (nadia, replace(nadia, by_another=True))
        ]
        assert not await session.scalar(sa.select(sa.func.count()).select_from(BALLOTS))
    # By a token that somebody else made, nothing of it is.
    assert [len(one) for one in told] == [1, 0]
    assert [share[0] for share in results.whole.cells[key].figures["shares"]] == [
        "kept",
        "partly",
        "not_kept",
    ]


async def test_everybody_reads_what_a_unit_was_promised(cast: Cast, wave_id: UUID) -> None:
    made = [await committed(cast, "karim", wave_id, "boutique", what=f"Promesse {n}") for n in range(3)]
    async with cast.database.reading() as session:
        page = await pulse.commitments_to(session, cast.units["boutique"], Page(2))
        rest = await pulse.commitments_to(session, cast.units["boutique"], Page(2, page.end))
        with pytest.raises(NotFound):
            await pulse.commitments_to(session, wave_id, Page())
    told = [one.commitment.id for one in (*page.items, *rest.items)]
    assert told == made[::-1]
    assert page.items[0].org_unit_name == "Boutique Sainte-Catherine"
    assert page.items[0].commitment.owner_name == "Karim Benhaddou"


async def test_what_was_kept_is_offered_to_the_letter_of_those_it_was_promised_to(
    cast: Cast, database: Database, wave_id: UUID
) -> None:
    made = await committed(cast, "karim", wave_id, "boutique")
    still_open = await committed(cast, "karim", wave_id, "boutique")
    with IN_PARIS.over(database):
        async with database.writing() as session:
            mine = await session.get_one(Commitment, made)
            await commitments.keep(session, await cast.actor("karim"), mine)
            await session.execute(sa.update(Wave).values(closed_at=IN_PARIS.at))
            found = {
                audience: await pulse.digest_candidates(session, org_unit_id=unit, month=IN_PARIS.month)
                for audience, unit in {**cast.units, "everybody": None}.items()
            }
    offered = {
        audience: [one.source_id for one in told if one.section is Section.DELIVERED]
        for audience, told in found.items()
    }
    assert offered["everybody"] == offered["aquitaine"] == offered["boutique"] == [made]
    assert offered["bretagne"] == []
    assert still_open not in offered["everybody"]
    told = {one.source_id: one.happened_on for one in found["everybody"]}
    assert told == dict.fromkeys([made, wave_id], IN_PARIS.today)
