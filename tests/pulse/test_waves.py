"""Opening and closing: whom a wave asks, what refuses it, what is frozen, who is reminded."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles, pulse
from backend.circles.models import MEMBERSHIPS, MembershipStatus
from backend.core import clock
from backend.core.db import Database, Session
from backend.core.errors import DomainError, NotFound
from backend.core.local_time import today_in
from backend.events import EVENTS
from backend.identity import JOB_FAMILIES, SITES
from backend.jobs import JOBS
from backend.pulse import AudienceKind, WaveStatus, errors, library
from backend.pulse.models import PULSE_INVITATIONS, WAVE_AUDIENCES, WAVE_GROUPS, WAVES
from backend.pulse.rates import rate
from backend.worker import Worker
from tests.cast import Cast
from tests.circles.scene import a_circle
from tests.nights import NIGHTS
from tests.pulse.scene import QUESTIONS, a_survey, an_open_wave, answered, colleagues


async def people_asked(session: Session, wave_id: UUID) -> set[UUID]:
    rows = await session.execute(
        sa.select(WAVE_AUDIENCES.c.person_id).where(WAVE_AUDIENCES.c.wave_id == wave_id)
    )
    return set(rows.scalars())


async def opened(session: Session, cast: Cast, survey: pulse.Survey) -> pulse.Wave:
    return await pulse.open_wave(session, await cast.actor("nadia"), survey)


async def closed(session: Session, cast: Cast, wave: pulse.Wave) -> None:
    await pulse.close_wave(session, await cast.actor("nadia"), wave)


async def test_everybody_is_asked_with_the_groups_of_that_day(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await colleagues(session, cast, "boutique", 4)
        wave = await opened(session, cast, await a_survey(session, cast))
        assert (wave.status, wave.k, wave.comment_k, wave.invited) == (WaveStatus.OPEN, 5, 10, 12)
        rows = await session.execute(sa.select(WAVE_GROUPS).where(WAVE_GROUPS.c.kind == "unit"))
        groups = {row.group_id: (row.invited, row.counted_as) for row in rows}
    units = cast.units
    assert groups == {
        units["telenova"]: (12, units["telenova"]),
        units["aquitaine"]: (8, units["aquitaine"]),
        units["boutique"]: (6, units["boutique"]),
        units["intervention"]: (1, units["aquitaine"]),
        units["bretagne"]: (1, units["telenova"]),
    }


async def test_parts_of_one_kind_add_up_and_parts_of_others_narrow(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        site = (
            await session.execute(sa.insert(SITES).values(code="R", name="Rennes").returning(SITES.c.id))
        ).scalar_one()
        family = (
            await session.execute(
                sa.insert(JOB_FAMILIES)
                .values(name="Conseil", customer_facing=True)
                .returning(JOB_FAMILIES.c.id)
            )
        ).scalar_one()
        there = await colleagues(session, cast, "bretagne", 6, site_id=site, job_family_id=family)
        await colleagues(session, cast, "boutique", 6, job_family_id=family)
        await colleagues(session, cast, "intervention", 6, site_id=site)
        audience = [
            {"kind": AudienceKind.UNIT, "target_id": cast.units["bretagne"]},
            {"kind": AudienceKind.UNIT, "target_id": cast.units["boutique"]},
            {"kind": AudienceKind.SITE, "target_id": site},
            {"kind": AudienceKind.JOB_FAMILY, "target_id": family},
        ]
        wave = await opened(session, cast, await a_survey(session, cast, audience=audience))
        assert await people_asked(session, wave.id) == set(there)


async def test_a_circle_is_asked_with_its_members_of_that_day(cast: Cast, database: Database) -> None:
    slug = await a_circle(cast)
    async with database.writing() as session:
        there = await colleagues(session, cast, "boutique", 6)
        circle = await circles.get_circle(session, await cast.actor("karim"), slug)
        joined = [
            {"circle_id": circle.id, "person_id": one, "status": MembershipStatus.ACTIVE} for one in there[:5]
        ]
        await session.execute(sa.insert(MEMBERSHIPS), joined)
        audience = [{"kind": AudienceKind.CIRCLE, "target_id": circle.id}]
        wave = await opened(session, cast, await a_survey(session, cast, audience=audience))
        assert await people_asked(session, wave.id) == {*there[:5], cast.people["karim"]}


@pytest.mark.parametrize(
    ("values", "questions", "refusal"),
    [
        ({"org_unit_id": "aquitaine"}, QUESTIONS, errors.AudienceTooSmall),
        ({"title": {"fr": "Le pouls"}}, QUESTIONS, errors.TranslationMissing),
        ({}, [library.BY_KEY["one_thing"]], errors.NoQuestions),
        ({}, [], errors.NoQuestions),
    ],
)
async def test_what_cannot_be_shown_or_read_is_not_opened(
    cast: Cast, database: Database, values: dict[str, Any], questions: list[Any], refusal: type[DomainError]
) -> None:
    if "org_unit_id" in values:
        values = {"org_unit_id": cast.units[values["org_unit_id"]]}
    async with database.writing() as session:
        survey = await a_survey(session, cast, questions, **values)
        with pytest.raises(refusal):
            await opened(session, cast, survey)
        assert (await session.execute(sa.select(WAVES))).all() == []
        assert (await session.execute(sa.select(WAVE_AUDIENCES))).all() == []


async def test_a_sample_never_asks_the_same_people_twice_running(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await colleagues(session, cast, "boutique", 6)
        survey = await a_survey(session, cast, sample_size=7)
        first = await opened(session, cast, survey)
        await closed(session, cast, first)
        second = await opened(session, cast, survey)
        before, after = await people_asked(session, first.id), await people_asked(session, second.id)
    assert (len(before), len(after)) == (7, 7)
    assert before.isdisjoint(after)


async def test_nobody_is_asked_more_than_twice_in_four_weeks(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast)
        for _ in range(2):
            await closed(session, cast, await opened(session, cast, survey))
        with pytest.raises(errors.AskedTooOften) as refused:
            await opened(session, cast, survey)
        day = today_in("Europe/Paris") + timedelta(days=28)
        assert refused.value.parameters == {"invited": 0, "k": 5, "day": day}
        clock.travel(timedelta(days=28))
        try:
            assert (await opened(session, cast, survey)).invited == 8
        finally:
            clock.travel(timedelta())


async def test_a_survey_waits_until_enough_of_its_people_may_be_asked_again(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        early = await colleagues(session, cast, "boutique", 6)
        survey = await a_survey(session, cast, org_unit_id=cast.units["boutique"])
        for _ in range(2):
            await closed(session, cast, await opened(session, cast, survey))
        today = today_in("Europe/Paris")
        for days, people in ((20, early[:4]), (10, early[4:])):
            at = sa.update(PULSE_INVITATIONS).where(PULSE_INVITATIONS.c.person_id.in_(people))
            await session.execute(at.values(invited_on=today - timedelta(days=days)))
        with pytest.raises(errors.AskedTooOften) as refused:
            await opened(session, cast, survey)
        assert refused.value.parameters["day"] == today + timedelta(days=18)
        alone = await a_survey(session, cast, org_unit_id=cast.units["intervention"])
        with pytest.raises(errors.AudienceTooSmall):
            await opened(session, cast, alone)


async def test_the_four_weeks_are_days_where_the_company_is(cast: Cast, database: Database) -> None:
    for night in NIGHTS:
        with night.over(database):
            async with database.writing() as session:
                survey = await a_survey(session, cast)
                wave = await opened(session, cast, survey)
                on = sa.select(PULSE_INVITATIONS.c.invited_on).where(PULSE_INVITATIONS.c.wave_id == wave.id)
                assert set((await session.execute(on)).scalars()) == {night.today}
                await pulse.set_back(session, wave, opened_at=night.at)
                assert set((await session.execute(on)).scalars()) == {night.today}
                await closed(session, cast, wave)
                await closed(session, cast, await opened(session, cast, survey))
                asked = []
                for ago in (27, 28):
                    day = night.today - timedelta(days=ago)
                    await session.execute(sa.update(PULSE_INVITATIONS).values(invited_on=day))
                    asked.append(await pulse.audience_size(session, survey))
                assert asked == [0, 8]


async def test_a_new_version_leaves_what_was_asked_as_it_was(cast: Cast, database: Database) -> None:
    nadia = await cast.actor("nadia")
    async with database.writing() as session:
        survey = await a_survey(session, cast)
        wave = await opened(session, cast, survey)
        written = await pulse.write_questions(session, nadia, survey, [library.BY_KEY["proud"]])
        assert (wave.version, written.version) == (1, 2)
        assert [q.key for q in await pulse.questions_of(session, survey.id, 1)] == [q.key for q in QUESTIONS]
        again = await pulse.write_questions(session, nadia, survey, [library.BY_KEY["tools"]])
        assert again.version == 2
        assert [q.key for q in await pulse.questions_of(session, survey.id, 2)] == ["tools"]
        with pytest.raises(errors.WaveUnderWay):
            await opened(session, cast, survey)


async def test_a_question_of_another_kind_is_another_series(cast: Cast, database: Database) -> None:
    """Under the key that a wave has asked, its trend would join them."""
    nadia = await cast.actor("nadia")
    proud, slows = library.BY_KEY["proud"], library.BY_KEY["what_slows"]
    scored = proud.model_copy(update={"kind": pulse.QuestionKind.RECOMMENDATION})
    fewer = slows.model_copy(update={"choices": slows.choices[1:]})
    async with database.writing() as session:
        survey = await a_survey(session, cast, [proud])
        for draft in ([scored], [proud, fewer], [proud, slows]):
            await pulse.write_questions(session, nadia, survey, draft)
        await closed(session, cast, await opened(session, cast, survey))
        await pulse.write_questions(session, nadia, survey, [proud])
        for other, field in ((scored, "kind"), (fewer, "choices")):
            with pytest.raises(errors.AskedOtherwise) as refused:
                await pulse.write_questions(session, nadia, survey, [other])
            assert (refused.value.field, refused.value.parameters) == (field, {"question": other.key})
        assert [q.kind for q in await pulse.questions_of(session, survey.id, 2)] == [proud.kind]
        renamed = scored.model_copy(update={"key": "proud_2"})
        reworded = slows.model_copy(update={"text": pulse.Texts(fr="Quoi ?", en="What?")})
        await pulse.write_questions(session, nadia, survey, [renamed, reworded])


async def test_a_rhythm_opens_closes_and_plans_the_next_wave_by_jobs(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="monthly", open_days=5)
        wave = await pulse.start_survey(session, await cast.actor("nadia"), survey)
        assert wave.status is WaveStatus.PLANNED
        await session.commit()
    worker = Worker(database)
    try:
        for expected in (["open"], ["sealed", "planned"], ["sealed", "open"]):
            async with database.reading() as session:
                due = (await session.execute(sa.select(sa.func.max(JOBS.c.run_at)))).scalar_one()
            clock.travel(timedelta())
            clock.travel(due - clock.now() + timedelta(minutes=1))
            await worker.drain()
            async with database.reading() as session:
                rows = await session.execute(sa.select(WAVES.c.status).order_by(WAVES.c.number))
                assert [row.status.value for row in rows] == expected
    finally:
        clock.travel(timedelta())


async def test_a_wave_that_may_not_open_at_its_hour_says_why_and_waits(
    cast: Cast, database: Database
) -> None:
    nadia = await cast.actor("nadia")
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="monthly")
        wave = await pulse.start_survey(session, nadia, survey)
        bare = library.BY_KEY["proud"].model_copy(update={"text": pulse.Texts(fr="Fier ?")})
        await pulse.write_questions(session, nadia, survey, [bare])
        await pulse.open_planned(session, wave.id)
        await session.refresh(wave)
        assert wave.status is WaveStatus.PLANNED
        payload = (
            await session.execute(sa.select(EVENTS.c.payload).where(EVENTS.c.name == "wave.not_opened"))
        ).scalar_one()
        assert payload == {"reason": "translation_missing"}


async def test_participation_is_the_companys_to_five_percent_once_a_day(
    cast: Cast, database: Database
) -> None:
    wave_id = await an_open_wave(cast)
    writer = pulse.BallotWriter(database)
    rates = []
    for name in ("ines", "karim"):
        await answered(cast, writer, name, wave_id)
        async with database.writing() as session:
            await pulse.refresh_rates(session)
            await session.commit()
        async with database.reading() as session:
            rates.append((await pulse.wave_row(session, await cast.actor("nadia"), wave_id)).rate)
    assert rates == [10, 10]
    assert [rate(n, 60) for n in (0, 23, 59, 60)] == [0, 40, 100, 100]
    assert rate(0, 0) == 0


async def test_a_survey_of_one_region_is_run_by_its_hr_leader(cast: Cast, database: Database) -> None:
    solene = await cast.actor("solene")
    async with database.writing() as session:
        with pytest.raises(errors.SurveyLeadersOnly):
            await pulse.create_survey(
                session, solene, pulse.SurveyInput.model_validate({"title": {"fr": "Le pouls"}})
            )


async def test_who_reads_the_results_does_not_change_once_people_were_asked(
    cast: Cast, database: Database
) -> None:
    """Given to a region, the survey of the whole company would be read whole by the region's HR leader."""
    nadia, solene = await cast.actor("nadia"), await cast.actor("solene")
    given = pulse.SurveyInput.model_validate({"title": {"fr": "Le pouls", "en": "The pulse"}})
    region = given.model_copy(update={"org_unit_id": cast.units["aquitaine"]})
    async with database.writing() as session:
        survey = await a_survey(session, cast)
        await pulse.edit_survey(session, nadia, survey, region)
        await pulse.edit_survey(session, nadia, survey, given)
        await opened(session, cast, survey)
        with pytest.raises(errors.SurveyStarted):
            await pulse.edit_survey(session, nadia, survey, region)
        with pytest.raises(NotFound):
            await pulse.get_survey(session, solene, survey.id)
        assert (await pulse.edit_survey(session, nadia, survey, given)).org_unit_id is None


async def test_nobody_lowers_the_threshold_of_an_open_wave(cast: Cast, database: Database) -> None:
    """No input names it, and the database itself refuses less than the floors."""
    inputs = pulse.SurveyInput.model_fields.keys() | pulse.QuestionInput.model_fields.keys()
    assert not {name for name in inputs if name == "k" or "threshold" in name}
    wave_id = await an_open_wave(cast)
    for less in ({"k": 4}, {"comment_k": 9}):
        async with database.writing() as session:
            with pytest.raises(sa.exc.IntegrityError):
                await session.execute(sa.update(WAVES).where(WAVES.c.id == wave_id).values(less))
    async with database.reading() as session:
        wave = await session.get_one(pulse.Wave, wave_id)
        assert (wave.k, wave.comment_k) == (5, 10)
