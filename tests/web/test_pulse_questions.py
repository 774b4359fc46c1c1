"""Questions of a survey that was asked already: another one has another key, so another trend."""

import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database
from backend.pulse.models import SURVEYS
from tests.faces import Faces
from tests.pulse.scene import an_open_wave

FORM = {"kind": "agreement", "theme": "means", "text_fr": "Mes outils m’aident", "text_en": "My tools help"}
OTHERWISE = FORM | {"kind": "single", "choices": "Oui | Yes\nNon | No"}


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
