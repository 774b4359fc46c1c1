"""A few lines to set a scene with surveys: composed by Nadia, answered by the cast."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import identity, pulse
from backend.core.db import Database, Session, metadata
from backend.identity import PEOPLE
from backend.pulse import QuestionInput, SurveyInput, library
from backend.pulse.models import RELEASE_CELLS
from backend.worker import Worker
from tests.cast import Cast

ANSWERS = {"recommend_employer": 9, "answered_on_customers": 4, "what_slows": ["tools", "time"]}
QUESTIONS = [library.BY_KEY[key] for key in (*ANSWERS, "one_thing")]


async def a_survey(
    session: Session, cast: Cast, questions: list[QuestionInput] = QUESTIONS, **values: Any
) -> pulse.Survey:
    """Nadia's survey of the whole company, opened by hand unless said otherwise."""
    given = {"title": {"fr": "Le pouls de novembre", "en": "November’s pulse"}, **values}
    nadia = await cast.actor("nadia")
    return await pulse.create_survey(session, nadia, SurveyInput.model_validate(given), questions)


async def an_open_wave(cast: Cast, **values: Any) -> UUID:
    """An open wave of such a survey, committed."""
    async with cast.database.writing() as session:
        survey = await a_survey(session, cast, **values)
        wave = await pulse.open_wave(session, await cast.actor("nadia"), survey)
        await session.commit()
    return wave.id


async def colleagues(session: Session, cast: Cast, unit: str, number: int, **values: Any) -> list[UUID]:
    """More people in a unit of the small company."""
    found = await session.execute(
        sa.insert(PEOPLE).returning(PEOPLE.c.id),
        [
            {
                "email": f"{unit}.{n}@telenova.example",
                "given_name": f"Camille {n}",
                "family_name": unit.title(),
                "org_unit_id": cast.units[unit],
                **values,
            }
            for n in range(number)
        ],
    )
    return list(found.scalars())


async def answered(cast: Cast, writer: pulse.BallotWriter, name: str, wave_id: UUID, **given: Any) -> None:
    """One of the cast answers."""
    values = {"answers": ANSWERS, **given}
    async with cast.database.reading() as session:
        await pulse.submit(
            session, writer, await cast.actor(name), wave_id, pulse.AnswersInput.model_validate(values)
        )


async def payloads(cast: Cast, wave_id: UUID) -> list[pulse.Payload]:
    """Every ballot of the wave, unsealed."""
    async with cast.database.reading() as session:
        wave = await session.get_one(pulse.Wave, wave_id)
        return [payload async for payload in pulse.opened_ballots(session, wave)]


async def answered_by(cast: Cast, person_id: UUID, wave_id: UUID, **given: Any) -> None:
    """Somebody who is not of the cast answers."""
    values = {"answers": ANSWERS, **given}
    async with cast.database.reading() as session:
        actor = await identity.actor_of(session, person_id)
        assert actor is not None
        answers = pulse.AnswersInput.model_validate(values)
        await pulse.submit(session, pulse.BallotWriter(cast.database), actor, wave_id, answers)


async def closed(cast: Cast, wave_id: UUID) -> None:
    """Nadia closes the wave."""
    async with cast.database.writing() as session:
        nadia = await cast.actor("nadia")
        await pulse.close_wave(session, nadia, await pulse.get_wave(session, nadia, wave_id))
        await session.commit()


def various(place: int) -> dict[str, object]:
    """Answers of all kinds, so that no group is of one mind."""
    return {
        "recommend_employer": (9, 3, 7, 10, 5, 8)[place % 6],
        "answered_on_customers": (4, 2, 5, 3)[place % 4],
        "what_slows": [["tools"], ["time"], ["tools", "time"]][place % 3],
    }


async def a_sealed_wave(cast: Cast, words: str = "Mot", **people: int) -> UUID:
    """A wave that these numbers of more colleagues answered, with a comment each, sealed."""
    async with cast.database.writing() as session:
        staff = {unit: await colleagues(session, cast, unit, number) for unit, number in people.items()}
        await session.commit()
    wave_id = await an_open_wave(cast)
    everybody = [person for some in staff.values() for person in some]
    for place, person in enumerate(everybody):
        await answered_by(cast, person, wave_id, answers=various(place), comment=f"{words} {place}")
    await closed(cast, wave_id)
    await Worker(cast.database).drain()
    return wave_id


async def a_comment_with_a_code(cast: Cast, code: str, **people: int) -> UUID:
    """A comment of the shop that came with this code, among those of so many colleagues a unit; sealed."""
    staff = [person for some in (await staffed(cast, **people)).values() for person in some]
    wave_id = await an_open_wave(cast)
    for place, person in enumerate(staff):
        with_code = {"code": code} if place == 3 else {}
        await answered_by(cast, person, wave_id, answers=various(place), comment=f"Mot {place}", **with_code)
    await sealed(cast, wave_id)
    async with cast.database.reading() as session:
        return (await pulse.comment_of_code(session, code)).id


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


async def another_wave(cast: Cast, wave_id: UUID) -> UUID:
    """The next wave of the same survey, open; nobody was asked too often for it."""
    async with cast.database.writing() as session:
        await session.execute(sa.delete(metadata.tables["pulse_invitation"]))
        nadia = await cast.actor("nadia")
        wave = await pulse.get_wave(session, nadia, wave_id)
        opened = await pulse.open_wave(session, nadia, await pulse.get_survey(session, nadia, wave.survey_id))
        await session.commit()
    return opened.id
