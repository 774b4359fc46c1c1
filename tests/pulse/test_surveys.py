"""A survey: its versions, what keeps it one series, and to whom it belongs."""

import pytest

from backend import pulse
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.pulse import errors, library
from backend.pulse.inputs import ConditionInput
from tests.cast import Cast
from tests.pulse.scene import QUESTIONS, a_survey
from tests.pulse.waves import closed, opened


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
    narrowed = slows.model_copy(update={"shown_if": ConditionInput(question="proud", values=[1, 2])})
    async with database.writing() as session:
        survey = await a_survey(session, cast, [proud])
        for draft in ([scored], [proud, fewer], [proud, slows]):
            await pulse.write_questions(session, nadia, survey, draft)
        await closed(session, cast, await opened(session, cast, survey))
        await pulse.write_questions(session, nadia, survey, [proud])
        for other, field in ((scored, "kind"), (fewer, "choices"), (narrowed, "shown_if")):
            asked = [other] if other.key == proud.key else [proud, other]
            with pytest.raises(errors.AskedOtherwise) as refused:
                await pulse.write_questions(session, nadia, survey, asked)
            assert (refused.value.field, refused.value.parameters) == (field, {"question": other.key})
        assert [q.kind for q in await pulse.questions_of(session, survey.id, 2)] == [proud.kind]
        renamed = scored.model_copy(update={"key": "proud_2"})
        reworded = slows.model_copy(update={"text": pulse.Texts(fr="Quoi ?", en="What?")})
        await pulse.write_questions(session, nadia, survey, [renamed, reworded])


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


async def test_the_words_of_an_open_wave_stay_and_those_of_a_started_survey_stay_in_both_languages(
    cast: Cast, database: Database
) -> None:
    nadia = await cast.actor("nadia")

    def said(title: str, english: str, why: str = "") -> pulse.SurveyInput:
        words = {"title": {"fr": title, "en": english}, "promise": {"fr": why}}
        return pulse.SurveyInput.model_validate(words)

    async with database.writing() as session:
        survey = await a_survey(session, cast)
        for draft in (said("Le pouls", ""), said("Le pouls", "The pulse")):
            await pulse.edit_survey(session, nadia, survey, draft)
        wave = await opened(session, cast, survey)
        frozen = (
            (said("Un autre", "The pulse"), "title"),
            (said("Le pouls", ""), "title"),
            (said("Le pouls", "The pulse", "Pour vous"), "promise"),
        )
        for given, field in frozen:
            with pytest.raises(errors.WordsFrozen) as refused:
                await pulse.edit_survey(session, nadia, survey, given)
            assert refused.value.field == field
        longer = said("Le pouls", "The pulse").model_copy(update={"open_days": 9})
        assert (await pulse.edit_survey(session, nadia, survey, longer)).open_days == 9
        await closed(session, cast, wave)
        for given in (said("Le pouls", ""), said("Le pouls", "The pulse", "Pour vous")):
            with pytest.raises(errors.TranslationMissing):
                await pulse.edit_survey(session, nadia, survey, given)
        edited = await pulse.edit_survey(session, nadia, survey, said("Un autre", "Another"))
        assert edited.title == {"fr": "Un autre", "en": "Another"}
