"""Answers on their way: the longest survey fits into one small cookie, whose length tells nothing."""

from uuid import UUID

import pytest

from backend import commitments
from backend.core.db import Database
from backend.core.local_time import company_today
from backend.pulse import QuestionInput, key_of
from backend.pulse.models import AskedCommitment, UnitCommitment
from tests.cast import Cast
from tests.faces import Faces
from tests.pulse.scene import an_open_wave, payloads

MOST_QUESTIONS, MOST_CHOICES, COMMITMENTS = 30, 12, 20
LETTERS = "abcdefghijkl"


def long_questions() -> list[QuestionInput]:
    """As many questions as a survey may have, with as many choices, of which any may be ticked."""
    choices = [{"key": key, "fr": key, "en": key} for key in LETTERS[:MOST_CHOICES]]
    texts = {"fr": "Lesquels ?", "en": "Which?"}
    plain = {"kind": "multiple", "theme": "means", "text": texts, "choices": choices}
    return [QuestionInput.model_validate({"key": f"q_{n}", **plain}) for n in range(MOST_QUESTIONS)]


async def a_long_wave(cast: Cast) -> tuple[UUID, list[str]]:
    """Such a wave, which also asks everybody about twenty commitments; and the keys of these questions."""
    wave_id = await an_open_wave(cast, questions=long_questions())
    async with cast.database.writing() as session:
        nadia, made = await cast.actor("nadia"), []
        for _ in range(COMMITMENTS):
            due_on = company_today(session)
            kept = commitments.Commitment(
                what="Rappeler sous deux jours",
                owner_id=nadia.person_id,
                source_kind="wave",
                source_id=wave_id,
                due_on=due_on,
                first_due_on=due_on,
            )
            session.add(kept)
            await session.flush()
            session.add(UnitCommitment(commitment_id=kept.id, wave_id=wave_id, theme="means"))
            session.add(AskedCommitment(commitment_id=kept.id, wave_id=wave_id))
            made.append(key_of(kept.id))
        await session.commit()
    return wave_id, made


async def test_the_longest_survey_is_sent_and_its_cookie_stays_small_and_as_long(
    faces: Faces, cast: Cast, database: Database
) -> None:
    wave_id, kept = await a_long_wave(cast)
    ines = await faces.browser("ines")
    given: dict[str, list[str]] = {f"q_{n}": list(LETTERS[:MOST_CHOICES]) for n in range(MOST_QUESTIONS)}
    given |= {key: ["not_kept"] for key in kept}
    lengths = set()
    for key, answer in given.items():
        moved = await ines.post(f"/pulse/{wave_id}/questions/{key}", data={"answer": answer})
        [cookie] = moved.headers.get_list("set-cookie")
        lengths.add(len(cookie))
    assert len(lengths) == 1, "as long after the first answer as after the last"
    assert max(lengths) < 2048
    sent = await ines.post(f"/pulse/{wave_id}/send", data={})
    assert sent.headers["location"].endswith("/thanks")
    [payload] = await payloads(cast, wave_id)
    assert payload["answers"].keys() == given.keys()


@pytest.mark.parametrize("answer", ["", "10"])
async def test_the_length_of_the_cookie_does_not_tell_who_skipped(
    faces: Faces, cast: Cast, answer: str
) -> None:
    wave_id = await an_open_wave(cast)
    ines, karim = await faces.browser("ines"), await faces.browser("karim")
    step = f"/pulse/{wave_id}/questions/recommend_employer"
    first = await ines.post(step, data={"answer": "7"})
    other = await karim.post(step, data={"answer": answer})
    assert len(first.headers["set-cookie"]) == len(other.headers["set-cookie"])
