"""Writing the questions of a survey: their keys, and those of their choices, are made and kept by us."""

import re
from uuid import UUID

import sqlalchemy as sa

from backend import commitments, pulse
from backend.commitments import PromiseInput
from backend.core.db import Database
from backend.core.ids import new_id
from backend.pulse.models import SURVEYS
from tests.access.commitments import due
from tests.faces import Faces
from tests.pulse.scene import a_survey, an_open_wave

FORM = {"kind": "agreement", "theme": "means", "text_fr": "Mes outils m’aident", "text_en": "My tools help"}
TWO = {"choice_key": ["", "", ""], "choice_fr": ["Oui", "", "Non"], "choice_en": ["Yes", "", "No"]}
OTHERWISE = FORM | {"kind": "single"} | TWO


async def test_nadia_writes_another_question_where_she_may_not_ask_one_otherwise(
    faces: Faces, database: Database
) -> None:
    written = pulse.QuestionInput.model_validate(
        {
            "key": "q_mes_outils_m_aident",
            "kind": "agreement",
            "theme": "means",
            "text": {"fr": FORM["text_fr"], "en": FORM["text_en"]},
        }
    )
    await an_open_wave(faces.cast, questions=[written])
    async with database.reading() as session:
        survey_id = (await session.execute(sa.select(SURVEYS.c.id))).scalar_one()
    nadia, here = await faces.browser("nadia"), f"/pulse/surveys/{survey_id}/questions"
    refused = await nadia.post(f"{here}/{written.key}", data=OTHERWISE)
    assert refused.status_code == 422
    assert "Une vague a déjà posé cette question sous une autre forme" in refused.text
    assert (await nadia.post(f"{here}/{written.key}/remove")).status_code == 303
    assert (await nadia.post(here, data=OTHERWISE)).status_code == 303
    async with database.reading() as session:
        [asked] = await pulse.questions_of(session, survey_id, 2)
    assert (asked.key, asked.kind) == (f"{written.key}_2", pulse.QuestionKind.SINGLE)


async def a_draft(faces: Faces) -> str:
    """The address of the questions of a survey that has none yet."""
    async with faces.cast.database.writing() as session:
        survey = await a_survey(session, faces.cast, [])
        await session.commit()
    return f"/pulse/surveys/{survey.id}/questions"


async def written_at(faces: Faces, here: str) -> list[pulse.Question]:
    async with faces.cast.database.reading() as session:
        return await pulse.questions_of(session, UUID(here.split("/")[3]), 1)


async def test_a_choice_keeps_its_key_whatever_nadia_writes_moves_or_takes_out(faces: Faces) -> None:
    nadia, here = await faces.browser("nadia"), await a_draft(faces)
    three = {"choice_key": ["", "", ""], "choice_fr": ["Oui", "En partie", "Non"], "choice_en": ["", "", ""]}
    assert (await nadia.post(here, data=OTHERWISE | three)).status_code == 303
    [first] = await written_at(faces, here)
    assert first.choice_keys == ("c1", "c2", "c3")
    form = (await nadia.get(f"{here}/{first.key}")).text
    assert re.findall(r'name="choice_key" value="(c\d)"', form) == ["c1", "c2", "c3"]
    assert 'name="choice_fr" value="En partie"' in form
    changed = {
        "choice_key": ["c3", "c1", "", "c2", "autre"],
        "choice_fr": ["Pas du tout", "Oui, tout à fait", "Je ne sais pas", "", ""],
        "choice_en": ["Not at all", "Yes, quite", "I don’t know", "", "Other"],
    }
    assert (await nadia.post(f"{here}/{first.key}", data=OTHERWISE | changed)).status_code == 303
    [second] = await written_at(faces, here)
    assert [(one["key"], one["fr"]) for one in second.choices] == [
        ("c3", "Pas du tout"),
        ("c1", "Oui, tout à fait"),
        ("c4", "Je ne sais pas"),
        ("c5", ""),
    ]


async def test_nadia_ticks_the_answers_after_which_a_question_is_asked_and_types_no_key(faces: Faces) -> None:
    nadia, here = await faces.browser("nadia"), await a_draft(faces)
    await nadia.post(here, data=OTHERWISE)
    await nadia.post(here, data=FORM | {"text_fr": "Mon travail a du sens"})
    [single, agreement] = await written_at(faces, here)
    last = FORM | {"text_fr": "Et pourquoi ?"}
    both = last | {"after": [f"{single.key}:c2", f"{agreement.key}:1"]}
    refused = await nadia.post(here, data=both)
    assert refused.status_code == 422
    assert "d’une seule question" in refused.text
    assert len(re.findall(r'value="[a-z_]+:\w+"[^>]* checked', refused.text)) == 2
    assert (
        await nadia.post(here, data=last | {"after": [f"{agreement.key}:1", f"{agreement.key}:2"]})
    ).is_redirect
    asked = (await written_at(faces, here))[-1]
    assert asked.shown_if == {"question": agreement.key, "values": [1, 2]}
    form = (await nadia.get(f"{here}/{asked.key}")).text
    assert re.findall(rf'value="{agreement.key}:(\d)"[^>]* checked', form) == ["2", "1"]
    assert (await nadia.post(f"{here}/{asked.key}", data=last | {"after": f"{single.key}:c2"})).is_redirect
    assert (await written_at(faces, here))[-1].shown_if == {"question": single.key, "values": ["c2"]}
    assert (await nadia.post(f"{here}/{asked.key}", data=last)).is_redirect
    assert (await written_at(faces, here))[-1].shown_if is None


async def test_a_question_that_measures_again_does_so_still_once_its_words_are_changed(faces: Faces) -> None:
    nadia, here = await faces.browser("nadia"), await a_draft(faces)
    async with faces.cast.database.writing() as session:
        karim = await faces.cast.actor("karim")
        given = PromiseInput.model_validate({"what": "Une seconde caisse", "due_on": due()})
        made = await commitments.make(session, karim, given, source_kind="report", source_id=new_id())
        await commitments.keep(session, karim, made)
        kept = await commitments.commitment_row(session, made.id)
        await session.commit()
    question = pulse.question_about(kept)
    await nadia.post(here.replace("questions", "library"), data={"key": question.key})
    assert (await nadia.post(f"{here}/{question.key}", data=FORM)).is_redirect
    [changed] = await written_at(faces, here)
    assert (changed.text["fr"], changed.measures_id) == (FORM["text_fr"], kept.id)


async def test_a_condition_is_kept_and_refused_once_the_question_it_is_on_was_moved_below(
    faces: Faces,
) -> None:
    """While Nadia ticks an answer, somebody moves that question below: a second save would have lost it."""
    nadia, here = await faces.browser("nadia"), await a_draft(faces)
    await nadia.post(here, data=OTHERWISE)
    await nadia.post(here, data=FORM | {"text_fr": "Mon travail a du sens"})
    [single, agreement] = await written_at(faces, here)
    assert (await nadia.post(f"{here}/{single.key}/move", data={"to": "down"})).is_redirect
    ticked = FORM | {"text_fr": "Mon travail a du sens", "after": f"{single.key}:c2"}
    for _ in range(2):
        refused = await nadia.post(f"{here}/{agreement.key}", data=ticked)
        assert refused.status_code == 422
        assert "qui ne la précède pas" in refused.text
        assert re.findall(rf'value="{single.key}:(\w+)"[^>]* checked', refused.text) == ["c2"]
        assert 'id="f-questions"' in refused.text
    assert (await nadia.post(f"{here}/{single.key}/move", data={"to": "up"})).is_redirect
    assert (await nadia.post(f"{here}/{agreement.key}", data=ticked)).is_redirect
    moved = await nadia.post(f"{here}/{single.key}/move", data={"to": "down"})
    assert moved.status_code == 422
    assert "qui ne la précède pas" in moved.text
    assert [one.shown_if and one.shown_if["question"] for one in await written_at(faces, here)] == [
        None,
        single.key,
    ]
