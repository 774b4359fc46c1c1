"""The pages of messages: what each reader is shown, and what each form does."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles.models import MESSAGES, UPWARD_QUESTIONS
from tests.cast import Cast
from tests.circles import message_scenes as scenes
from tests.faces import Faces

HOW, NOT_TO_SAY = "Ouvrir le dossier partagé", "Que les équipes ne se parlaient pas"
FORM: dict[str, Any] = {
    "title": "Une seule histoire",
    "why": "Un client raconte quatre fois son histoire.",
    "question": "Que veut-on éviter ?",
    "choices": ["", "D’attendre", "De se répéter", ""],
    "right_choice": "2",
    "how": "Ouvrir le dossier\n\nRelire la note",
    "likely_question": ["Faut-il tout noter ?", ""],
    "likely_answer": ["Non.", ""],
    "hours_per_layer": "48",
}


async def a_place(cast: Cast, **values: Any) -> tuple[str, UUID]:
    """The page's address of a published message, and its id."""
    async with cast.database.writing() as session:
        message = await scenes.a_published(cast, session, **values)
        circle = await session.get_one(circles.Circle, message.circle_id)
        await session.commit()
    return f"/circles/{circle.slug}/messages/{message.id}", message.id


async def a_circle(cast: Cast) -> str:
    async with cast.database.writing() as session:
        circle_id = await scenes.a_circle(cast, session)
        slug = (await session.get_one(circles.Circle, circle_id)).slug
        await session.commit()
    return f"/circles/{slug}/messages"


async def test_opening_the_page_reaches_ines_and_shows_neither_the_how_nor_what_not_to_say(
    faces: Faces,
) -> None:
    here, message_id = await a_place(faces.cast)
    ines = await faces.browser("ines")
    for _ in range(2):
        page = await ines.get(here)
        assert page.status_code == 200
        assert "quatre fois son histoire" in page.text
        assert HOW not in page.text
        assert NOT_TO_SAY not in page.text
        assert (await scenes.layers_of(faces.cast, message_id))[3].reached == 1


async def test_a_wrong_answer_says_to_try_again_and_a_right_one_opens_the_how(faces: Faces) -> None:
    here, message_id = await a_place(faces.cast)
    ines = await faces.browser("ines")
    wrong = await ines.post(f"{here}/answer", data={"choice": scenes.WRONG})
    assert wrong.status_code == 303
    page = (await ines.get(here)).text
    assert "Pas tout à fait" in page
    assert HOW not in page
    right = await ines.post(f"{here}/answer", data={"choice": scenes.RIGHT})
    assert right.headers["location"] == f"{here}#how"
    assert HOW in (await ines.get(here)).text
    assert (await scenes.layers_of(faces.cast, message_id))[3].understood == 1


async def test_no_answer_or_one_that_is_not_offered_brings_the_page_back_with_its_error(faces: Faces) -> None:
    here, message_id = await a_place(faces.cast)
    ines = await faces.browser("ines")
    for data in ({}, {"choice": "7"}, {"choice": "abc"}):
        page = await ines.post(f"{here}/answer", data=data)
        assert page.status_code == 422
        assert 'id="errors"' in page.text
        assert HOW not in page.text
    assert (await scenes.layers_of(faces.cast, message_id))[3].reached == 0


@pytest.mark.parametrize("name", ["yann", "maud"])
async def test_a_message_does_not_exist_for_who_is_not_addressed(faces: Faces, name: str) -> None:
    here, _ = await a_place(faces.cast)
    browser = await faces.browser(name)
    assert (await browser.get(here)).status_code == 404
    assert (await browser.post(f"{here}/answer", data={"choice": 1})).status_code == 404
    assert "Une seule histoire" not in (await browser.get(here.rsplit("/", 1)[0])).text


async def test_a_message_is_found_only_under_its_own_circle(faces: Faces) -> None:
    _, message_id = await a_place(faces.cast)
    other = await a_circle(faces.cast)
    ines = await faces.browser("ines")
    assert (await ines.get(f"{other}/{message_id}")).status_code == 404
    assert (await ines.get(f"{other}/not-an-id")).status_code == 404


async def test_karim_sees_the_reach_and_ines_does_not(faces: Faces) -> None:
    here, _ = await a_place(faces.cast)
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    page = (await karim.get(here)).text
    assert "De proche en proche" in page
    assert "Équipes orphelines" in page
    assert NOT_TO_SAY in page
    assert "Équipes orphelines" not in (await ines.get(here)).text


async def test_karim_keeps_a_draft_whose_right_choice_follows_its_row_then_publishes_it(faces: Faces) -> None:
    messages = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    assert (await karim.get(f"{messages}/new")).status_code == 200
    kept = await karim.post(messages, data=FORM)
    assert kept.status_code == 303
    here = kept.headers["location"]
    async with faces.cast.database.reading() as session:
        row = (await session.execute(sa.select(MESSAGES))).one()
    assert (row.choices, row.right_choice) == (["D’attendre", "De se répéter"], 1)
    assert row.how == ["Ouvrir le dossier", "Relire la note"]
    assert row.answers == [{"question": "Faut-il tout noter ?", "answer": "Non."}]
    assert (row.status, row.hours_per_layer) == ("draft", 48)
    assert "s’adresserait à 4 personnes" in (await karim.get(here)).text
    assert (await karim.get(f"{here}/edit")).status_code == 200
    assert (await karim.post(f"{here}/edit", data={**FORM, "why": "Mieux dit."})).status_code == 303
    assert (await karim.post(f"{here}/publish")).status_code == 303
    assert (await karim.get(f"{here}/edit")).status_code == 409
    ines = await faces.browser("ines")
    assert "Mieux dit." in (await ines.get(here)).text


async def test_publishing_what_lacks_its_why_brings_the_form_back_filled_and_keeps_nothing(
    faces: Faces,
) -> None:
    messages = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    page = await karim.post(messages, data={**FORM, "why": "", "choices": ["Seul"], "publish": "1"})
    assert page.status_code == 422
    assert 'href="#f-why"' in page.text
    assert 'href="#f-choices"' in page.text
    assert "Que veut-on éviter" in page.text
    async with faces.cast.database.reading() as session:
        assert (await session.execute(sa.select(MESSAGES))).all() == []


async def test_publishing_a_draft_that_is_not_ready_shows_its_form_with_what_is_missing(faces: Faces) -> None:
    messages = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    here = (await karim.post(messages, data={"title": "À finir"})).headers["location"]
    page = await karim.post(f"{here}/publish")
    assert page.status_code == 422
    assert 'value="À finir"' in page.text
    for field in ("why", "question", "choices"):
        assert f'href="#f-{field}"' in page.text


async def test_ines_can_neither_write_nor_publish(faces: Faces) -> None:
    messages = await a_circle(faces.cast)
    ines = await faces.browser("ines")
    assert (await ines.get(f"{messages}/new")).status_code == 403
    assert (await ines.post(messages, data=FORM)).status_code == 403
    async with faces.cast.database.reading() as session:
        assert (await session.execute(sa.select(MESSAGES))).all() == []


async def test_a_question_goes_up_without_a_name_and_its_answer_comes_back_for_all(faces: Faces) -> None:
    here, _ = await a_place(faces.cast)
    ines, karim, thomas = [await faces.browser(name) for name in ("ines", "karim", "thomas")]
    text = "Et si le client refuse"
    assert (await ines.post(f"{here}/questions", data={"text": " "})).status_code == 422
    assert (await ines.post(f"{here}/questions", data={"text": text})).status_code == 303
    async with faces.cast.database.reading() as session:
        question_id = (await session.execute(sa.select(UPWARD_QUESTIONS.c.id))).scalar_one()
    assert text in (await ines.get(here)).text
    assert text not in (await thomas.get(here)).text
    assert "posée par Inès Marchetti" in (await karim.get(here)).text
    answer = f"{here}/questions/{question_id}/answer"
    assert (await thomas.post(answer, data={"answer": "Oui"})).status_code == 404
    assert (await ines.post(answer, data={"answer": "Oui"})).status_code == 403
    assert (await karim.post(answer, data={})).status_code == 422
    assert (await karim.post(answer, data={"answer": "On le note avec lui."})).status_code == 303
    assert (await karim.post(answer, data={"answer": "Autre chose."})).status_code == 409
    page = (await thomas.get(here)).text
    assert text in page
    assert "On le note avec lui." in page
    assert "Inès" not in page


async def test_today_asks_to_read_then_to_answer_and_tells_the_answer(faces: Faces) -> None:
    here, message_id = await a_place(faces.cast)
    solene, ines, karim = [await faces.browser(name) for name in ("solene", "ines", "karim")]
    assert here in (await solene.get("/")).text
    # Inès's level has not opened: nothing is asked of her yet.
    assert here not in (await ines.get("/")).text
    for name in ("solene", "karim"):
        await scenes.answer(faces.cast, message_id, name)
    assert here in (await ines.get("/")).text
    assert here not in (await solene.get("/")).text
    await ines.post(f"{here}/questions", data={"text": "Et ensuite ?"})
    assert f"{here}#question-" in (await karim.get("/")).text
    async with faces.cast.database.reading() as session:
        question_id = (await session.execute(sa.select(UPWARD_QUESTIONS.c.id))).scalar_one()
    await karim.post(f"{here}/questions/{question_id}/answer", data={"answer": "On recommence."})
    page = (await ines.get("/")).text
    assert "On recommence." in page
    assert f"{here}#question-" not in (await karim.get("/")).text


async def test_an_empty_message_is_told_all_that_its_publication_needs_at_once(faces: Faces) -> None:
    here = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    page = (await karim.post(here, data={"publish": "1"})).text
    for name in ("title", "why", "question", "choices"):
        assert f'href="#f-{name}"' in page
    kept = (await karim.post(here, data={})).text
    assert 'href="#f-title"' in kept
    assert 'href="#f-why"' not in kept


async def test_ines_who_may_not_publish_is_offered_a_search(faces: Faces) -> None:
    here = await a_circle(faces.cast)
    page = await (await faces.browser("ines")).get(f"{here}/new")
    assert page.status_code == 403
    assert 'href="/search"' in page.text.partition('id="content"')[2]


async def test_karim_who_wrote_the_message_is_not_asked_its_question_and_has_understood(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        message = await scenes.a_draft(faces.cast, session)
        await circles.publish_message(session, await faces.cast.actor("karim"), message)
        message_id, circle = message.id, await session.get_one(circles.Circle, message.circle_id)
        await session.commit()
    here = f"/circles/{circle.slug}/messages/{message_id}"
    karim = await faces.browser("karim")
    for _ in range(2):
        page = (await karim.get(here)).text
        assert f'action="{here}/answer"' not in page
        assert "n’est pas encore venu" not in page
        assert HOW in page
    assert (await scenes.layers_of(faces.cast, message_id))[2].understood == 1
