"""Answering on a phone without scripts: what the pages keep, show and refuse."""

import html
import logging
import re
from datetime import timedelta
from uuid import UUID

import httpx2
import pytest
import sqlalchemy as sa

from backend.core import clock
from backend.core.clock import now
from backend.core.db import Database, metadata
from backend.identity.models import SIGN_IN_SESSIONS
from backend.pulse import library
from tests.cast import Cast
from tests.faces import Faces
from tests.pulse.scene import an_open_wave, payloads

COOKIE = "diapason_pulse"


async def counts(database: Database) -> dict[str, int]:
    async with database.reading() as session:
        return {
            table.name: (await session.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


def hidden(page: httpx2.Response, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, f"no {name}"
    return html.unescape(found[1])


async def walk(client: httpx2.AsyncClient, wave_id: UUID) -> httpx2.Response:
    """Answer the scene's three questions; returns the check page."""
    here = f"/pulse/{wave_id}"
    for key, answer in (("recommend_employer", "9"), ("answered_on_customers", "2"), ("what_slows", "time")):
        page = await client.get(f"{here}/questions/{key}")
        assert page.status_code == 200
        moved = await client.post(f"{here}/questions/{key}", data={"answer": answer})
        assert moved.status_code == 303
    return await client.get(moved.headers["location"])


async def test_ines_answers_one_question_a_screen_and_is_thanked(
    faces: Faces, cast: Cast, database: Database
) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    assert str(wave_id) in (await ines.get("/")).text
    promise = await ines.get(f"/pulse/{wave_id}")
    assert "personne ne saura que c’est vous" in promise.text
    receipt = " ".join(promise.text.split())
    for word in ("votre équipe, ses propres chiffres", "à partir de 5 réponses", "au bout de 24 mois"):
        assert word in receipt
    assert "<nav" not in promise.text
    before = await counts(database)
    check = await walk(ines, wave_id)
    assert "9 sur 10" in check.text
    assert "Plutôt pas d’accord" in check.text
    assert await counts(database) == before, "something was kept before sending"
    code = hidden(check, "code")
    assert code in re.sub(r'value="[^"]*"', "", check.text)
    sent = await ines.post(f"/pulse/{wave_id}/send", data={"comment": "Merci à tous.", "code": code})
    assert sent.headers["location"] == f"/pulse/{wave_id}/thanks"
    assert COOKIE not in ines.cookies
    thanks = (await ines.get(sent.headers["location"])).text
    assert "si elle est assez grande" in thanks
    assert "un engagement dans le mois" in thanks
    [payload] = await payloads(cast, wave_id)
    assert payload["answers"] == {
        "recommend_employer": 9,
        "answered_on_customers": 2,
        "what_slows": ["time"],
    }
    assert payload["comment"] == "Merci à tous."
    assert str(wave_id) not in (await ines.get("/")).text


async def test_the_answers_travel_in_one_small_cookie_of_the_wave_that_says_nothing(
    faces: Faces, cast: Cast
) -> None:
    wave_id = await an_open_wave(cast, questions=[q for q in library.LIBRARY if q.key != "one_thing"])
    ines = await faces.browser("ines")
    for question in library.LIBRARY[:-1]:
        value = question.choices[-1].key if question.choices else "5"
        moved = await ines.post(f"/pulse/{wave_id}/questions/{question.key}", data={"answer": value})
    [cookie] = moved.headers.get_list("set-cookie")
    for attribute in (f"Path=/pulse/{wave_id}", "HttpOnly", "Max-Age=86400", "SameSite=lax"):
        assert attribute.lower() in cookie.lower()
    assert len(cookie) < 2000
    assert "recommend" not in cookie
    karim = await faces.browser("karim")
    karim.cookies.set(COOKIE, ines.cookies[COOKIE], domain="diapason.test", path=f"/pulse/{wave_id}")
    assert "Commencer" in (await karim.get(f"/pulse/{wave_id}")).text, "another’s answers were read"


async def test_going_back_keeps_the_answer_and_quitting_forgets_them(faces: Faces, cast: Cast) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    here = f"/pulse/{wave_id}"
    await ines.post(f"{here}/questions/recommend_employer", data={"answer": "7"})
    again = await ines.get(f"{here}/questions/recommend_employer")
    assert re.search(r'value="7"[^>]* checked', again.text)
    assert "Reprendre" in (await ines.get(here)).text
    await ines.post(f"{here}/leave")
    assert COOKIE not in ines.cookies
    assert "Commencer" in (await ines.get(here)).text


async def test_nothing_chosen_is_said_at_the_question(faces: Faces, cast: Cast) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    refused = await ines.post(f"/pulse/{wave_id}/questions/recommend_employer", data={})
    assert refused.status_code == 422
    assert "Choisissez une réponse" in refused.text
    odd = await ines.post(f"/pulse/{wave_id}/questions/recommend_employer", data={"answer": "11"})
    assert odd.status_code == 422
    skipped = await ines.post(f"/pulse/{wave_id}/questions/recommend_employer", data={"answer": ""})
    assert skipped.headers["location"].endswith("/questions/answered_on_customers")


async def test_a_shared_phone_keeps_nothing_and_carries_the_answers_in_the_form(
    faces: Faces, cast: Cast, database: Database
) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    async with database.writing() as session:
        await session.execute(sa.update(SIGN_IN_SESSIONS).values(shared_phone=True))
        await session.commit()
    here = f"/pulse/{wave_id}"
    page = await ines.get(f"{here}/questions/recommend_employer")
    for key, answer in (("recommend_employer", "9"), ("answered_on_customers", "2"), ("what_slows", "time")):
        page = await ines.post(
            f"{here}/questions/{key}", data={"answer": answer, "carried": hidden(page, "carried")}
        )
        assert page.status_code == 200
        assert "set-cookie" not in page.headers
    assert "9 sur 10" in page.text
    back = await ines.post(
        f"{here}/questions", data={"to": "recommend_employer", "carried": hidden(page, "carried")}
    )
    assert re.search(r'value="9"[^>]* checked', back.text)
    sent = await ines.post(
        f"{here}/send", data={"carried": hidden(page, "carried"), "code": hidden(page, "code")}
    )
    assert sent.headers["location"] == f"{here}/thanks"
    [payload] = await payloads(cast, wave_id)
    assert payload["answers"]["recommend_employer"] == 9
    assert payload["code_hash"] is None


async def test_a_retried_send_is_thanked_and_counts_once(faces: Faces, cast: Cast) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    await walk(ines, wave_id)
    await ines.post(f"/pulse/{wave_id}/send", data={})
    retried = await ines.post(f"/pulse/{wave_id}/send", data={"comment": "Et encore."})
    assert retried.headers["location"] == f"/pulse/{wave_id}/thanks?again=1"
    assert len(await payloads(cast, wave_id)) == 1


async def test_answers_that_the_browser_lost_are_not_counted_as_blank(faces: Faces, cast: Cast) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    await walk(ines, wave_id)
    ines.cookies.delete(COOKIE)
    sent = await ines.post(f"/pulse/{wave_id}/send", data={"comment": "Merci."})
    assert sent.headers["location"] == f"/pulse/{wave_id}"
    assert await payloads(cast, wave_id) == []


async def test_answers_on_their_way_are_read_for_a_day_and_no_longer(faces: Faces, cast: Cast) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    kept = {}
    try:
        for hours in (23, 25):
            clock.travel(timedelta(hours=-hours))
            await ines.post(f"/pulse/{wave_id}/questions/recommend_employer", data={"answer": "7"})
            kept[hours] = ines.cookies[COOKIE]
    finally:
        clock.travel(timedelta())
    for hours, word in ((23, "Reprendre"), (25, "Commencer")):
        ines.cookies.delete(COOKIE)
        ines.cookies.set(COOKIE, kept[hours], domain="diapason.test", path=f"/pulse/{wave_id}")
        assert word in (await ines.get(f"/pulse/{wave_id}")).text


async def test_a_comment_of_a_megabyte_is_refused_and_the_code_stays_the_same(
    faces: Faces, cast: Cast
) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    code = hidden(await walk(ines, wave_id), "code")
    refused = await ines.post(f"/pulse/{wave_id}/send", data={"comment": "a" * 1_000_000, "code": code})
    assert refused.status_code == 422
    assert "4\u00a0000 caractères" in refused.text
    assert hidden(refused, "code") == code
    assert await payloads(cast, wave_id) == []


async def test_sending_leaves_no_trace_in_logs_events_jobs_keys_or_sessions(
    faces: Faces, cast: Cast, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    wave_id = await an_open_wave(cast)
    ines = await faces.browser("ines")
    await walk(ines, wave_id)
    async with database.writing() as session:
        # A session that has not been used for a while: any other page would note that it is.
        await session.execute(sa.update(SIGN_IN_SESSIONS).values(last_seen_at=now() - timedelta(hours=1)))
        await session.commit()
    before, sessions = await counts(database), await seen(database)
    with caplog.at_level(logging.DEBUG):
        await ines.post(
            f"/pulse/{wave_id}/send", data={"comment": "Un secret.", "idempotency_key": "une-cle"}
        )
        await ines.get(f"/pulse/{wave_id}/thanks")
    after = await counts(database)
    assert {name for name in after if after[name] != before[name]} == {"participation", "ballot"}
    assert await seen(database) == sessions
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("diapason"))
    assert "secret" not in logged
    assert str(cast.people["ines"]) not in "\n".join(record.getMessage() for record in caplog.records)


async def test_the_door_of_a_conversation_is_in_no_log(
    faces: Faces, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    wave_id = await an_open_wave(cast)
    ines, anybody = await faces.browser("ines"), await faces.browser(None)
    code = hidden(await walk(ines, wave_id), "code")
    await ines.post(f"/pulse/{wave_id}/send", data={"comment": "La réserve est froide.", "code": code})
    with caplog.at_level(logging.DEBUG):
        assert (await anybody.get("/pulse/conversation")).status_code == 200
        assert (await anybody.post("/pulse/conversation", data={"code": code})).status_code in {200, 422}
    logged = "\n".join(f"{one.getMessage()} {one.__dict__}" for one in caplog.records if one.name != "httpx2")
    assert "/pulse/conversation" not in logged
    assert code not in logged


async def seen(database: Database) -> list[object]:
    async with database.reading() as session:
        return list((await session.execute(sa.select(SIGN_IN_SESSIONS))).all())


async def test_a_comment_as_long_as_its_field_is_taken_whatever_its_lines(
    faces: Faces, cast: Cast, database: Database
) -> None:
    wave_id, comment = await an_open_wave(cast), "Mot\n" * 999 + "Mot."
    ines = await faces.browser("ines")
    code = hidden(await walk(ines, wave_id), "code")
    typed = {"comment": comment.replace("\n", "\r\n"), "code": code}
    sent = await ines.post(f"/pulse/{wave_id}/send", data=typed)
    assert sent.status_code == 303, sent.text
    [payload] = await payloads(cast, wave_id)
    assert payload["comment"] == comment
    assert len(comment) == 4000
