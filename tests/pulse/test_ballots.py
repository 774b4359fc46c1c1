"""Answering: once, in range, in an open wave that asked; and what a ballot holds."""

import asyncio

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database, metadata
from backend.core.errors import DomainError, NotFound
from backend.core.vault import NotSealedHere, Vault
from backend.identity import PEOPLE, PersonStatus
from backend.pulse import codes, errors
from backend.pulse.ballot_rows import Outcome
from backend.pulse.ballot_writer import Submission
from backend.pulse.keys import opened
from backend.pulse.models import BALLOTS, PARTICIPATIONS, WAVE_KEYS
from backend.pulse.payloads import Said
from tests.cast import Cast
from tests.counting import counting
from tests.pulse.scene import ANSWERS, QUESTIONS, an_open_wave, answered, payloads

WRITTEN = {"participation", "ballot"}


async def counts(database: Database) -> dict[str, int]:
    """Rows of every table."""
    async with database.reading() as session:
        return {
            table.name: (await session.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


async def test_ines_answers_and_her_ballot_names_nobody(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    code = codes.new_code()
    await answered(cast, pulse.BallotWriter(database), "ines", wave_id, comment="Merci.", code=code)
    [payload] = await payloads(cast, wave_id)
    assert payload["answers"] == ANSWERS
    assert (payload["comment"], payload["code_hash"]) == ("Merci.", codes.code_hash(code))
    async with database.reading() as session:
        [ballot] = (await session.execute(sa.select(BALLOTS))).all()
        [row] = (await session.execute(sa.select(PARTICIPATIONS))).all()
    assert ballot.id.version == 4
    assert len(ballot.sealed) % 1024 == 28
    assert set(row._mapping) == {"wave_id", "person_hash"}
    assert cast.people["ines"].bytes not in row.person_hash + ballot.sealed


async def test_groups_with_fewer_than_five_people_asked_are_told_as_their_parent(
    cast: Cast, database: Database
) -> None:
    """Three of the eight are under Nouvelle-Aquitaine, which is not enough: only the company may be named."""
    wave_id = await an_open_wave(cast)
    await answered(cast, pulse.BallotWriter(database), "ines", wave_id)
    [payload] = await payloads(cast, wave_id)
    assert payload["groups"]["unit"] == str(cast.units["telenova"])
    assert payload["groups"]["site"] is not None
    assert payload["groups"]["job_family"] is None


async def test_submitting_writes_a_ballot_and_a_participation_and_nothing_else(
    cast: Cast, database: Database
) -> None:
    wave_id = await an_open_wave(cast)
    before = await counts(database)
    ines = await cast.actor("ines")
    writer = pulse.BallotWriter(database)
    with counting(database) as sent:
        if database.is_sqlite:
            await database.in_one_visit(lambda it: it.set_trace_callback(sent.statements.append))
        async with database.reading() as session:
            await pulse.submit(session, writer, ines, wave_id, pulse.AnswersInput(answers=ANSWERS))
        if database.is_sqlite:
            await database.in_one_visit(lambda it: it.set_trace_callback(None))
    after = await counts(database)
    assert {name for name in after if after[name] != before[name]} == WRITTEN
    written = [one for one in sent.statements if "INSERT" in one.upper() or "UPDATE" in one.upper()]
    assert len(written) == (2 if database.is_sqlite else 1)


async def test_answers_sent_by_two_devices_at_once_count_once(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    writers = [pulse.BallotWriter(database) for _ in range(3)]
    names = ["ines", "karim", "solene", "thomas"]
    tries = [answered(cast, writers[attempt % 3], name, wave_id) for attempt in range(9) for name in names]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert [one for one in outcomes if one and not isinstance(one, errors.AlreadyCounted)] == []
    assert outcomes.count(None) == len(names)
    assert len(await payloads(cast, wave_id)) == len(names)


async def test_a_second_submission_is_refused_and_the_first_one_stays(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    writer = pulse.BallotWriter(database)
    await answered(cast, writer, "ines", wave_id)
    with pytest.raises(errors.AlreadyCounted):
        await answered(cast, writer, "ines", wave_id, answers={"recommend_employer": 0})
    [payload] = await payloads(cast, wave_id)
    assert payload["answers"] == ANSWERS


async def test_a_closed_wave_counts_no_more_answers(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    writer = pulse.BallotWriter(database)
    await answered(cast, writer, "ines", wave_id)
    async with database.writing() as session:
        nadia = await cast.actor("nadia")
        await pulse.close_wave(session, nadia, await pulse.get_wave(session, nadia, wave_id))
        await session.commit()
    with pytest.raises(errors.WaveNotOpen):
        await answered(cast, writer, "karim", wave_id)
    assert len(await payloads(cast, wave_id)) == 1


async def test_the_writer_itself_refuses_a_wave_that_closed_meanwhile(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    karim = await cast.actor("karim")
    assert karim.person_id
    writer = pulse.BallotWriter(database)
    async with database.reading() as session:
        wave = await writer.waves.get(session, wave_id)
    async with database.writing() as session:
        nadia = await cast.actor("nadia")
        await pulse.close_wave(session, nadia, await pulse.get_wave(session, nadia, wave_id))
        await session.commit()
    late = Submission(wave, karim.person_id, Said(answers={}, comment=None, code_hash=None))
    assert await writer.write(late) is Outcome.CLOSED
    assert await payloads(cast, wave_id) == []


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"recommend_employer": 11}, errors.AnswerOutOfRange),
        ({"recommend_employer": True}, errors.AnswerOutOfRange),
        ({"answered_on_customers": 0}, errors.AnswerOutOfRange),
        ({"answered_on_customers": "4"}, errors.AnswerOutOfRange),
        ({"what_slows": ["tools", "weather"]}, errors.AnswerOutOfRange),
        ({"what_slows": [{}]}, errors.AnswerOutOfRange),
        ({"one_thing": "Merci"}, errors.UnknownQuestion),
        ({"favourite_colour": 3}, errors.UnknownQuestion),
    ],
)
async def test_an_answer_out_of_range_is_refused_and_nothing_is_kept(
    cast: Cast, database: Database, answers: dict[str, object], refusal: type[DomainError]
) -> None:
    wave_id = await an_open_wave(cast)
    before = await counts(database)
    with pytest.raises(refusal):
        await answered(cast, pulse.BallotWriter(database), "ines", wave_id, answers=answers)
    assert await counts(database) == before


async def test_who_was_not_asked_knows_of_no_wave(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        yann = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["yann"])
        await session.execute(yann.values(status=PersonStatus.INACTIVE))
        await session.commit()
    wave_id = await an_open_wave(cast)
    async with database.writing() as session:
        await session.execute(yann.values(status=PersonStatus.ACTIVE))
        await session.commit()
    writer = pulse.BallotWriter(database)
    for answers in (ANSWERS, {"recommend_employer": 11}):
        with pytest.raises(NotFound):
            await answered(cast, writer, "yann", wave_id, answers=answers)
    async with database.writing() as session:
        nadia = await cast.actor("nadia")
        await pulse.close_wave(session, nadia, await pulse.get_wave(session, nadia, wave_id))
        await session.commit()
    for again in (writer, pulse.BallotWriter(database)):
        with pytest.raises(NotFound):
            await answered(cast, again, "yann", wave_id)


async def test_a_key_in_the_database_alone_opens_no_ballot(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    await answered(cast, pulse.BallotWriter(database), "ines", wave_id)
    async with database.reading() as session:
        wrapped = (await session.execute(sa.select(WAVE_KEYS.c.wrapped))).scalar_one()
        session.info["vault"] = Vault("another house’s secret")
        with pytest.raises(NotSealedHere):
            opened(session, wave_id, wrapped)
        session.info["vault"] = database.info["vault"]


async def test_a_comment_is_refused_where_the_survey_asks_for_none(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast, questions=[one for one in QUESTIONS if one.kind != "text"])
    writer = pulse.BallotWriter(database)
    with pytest.raises(errors.CommentUnasked):
        await answered(cast, writer, "ines", wave_id, comment="Un mot")
    assert await payloads(cast, wave_id) == []
    await answered(cast, writer, "ines", wave_id)
