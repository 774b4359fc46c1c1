"""The forum in a browser without a screen: asking, answering, and what an open page is sent."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import UUID

import httpx2
import sqlalchemy as sa

from backend import forum, identity
from backend.core.db import Database
from backend.forum import AnswerInput
from backend.forum.models import POSTS
from backend.http import cookies
from backend.journeys import TOPICS
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import TITLE, WHY, a_solution, a_thread, an_answer, question_of, row, stands
from tests.reports.scenes import a_topic
from tests.serving import served

ADDED = re.compile(r'hx-target="#posts" hx-swap="beforeend">\s*<[^>]*id="post-([\w-]+)"')
"""The answers that an event puts at the end of the page."""
SOON = 60.0
"""Longer than any machine needs."""


class Events:
    """The events of an open stream, one after the other."""

    def __init__(self, response: httpx2.Response) -> None:
        self._lines = response.aiter_lines()

    async def line(self) -> str | None:
        """The next line; None once the stream has ended."""
        return await anext(self._lines, None)

    async def next(self) -> dict[str, str]:
        """The next event that says something; its lines of data are joined."""
        event: dict[str, str] = {}
        async with asyncio.timeout(SOON):
            while True:
                line = await self.line()
                if line is None:
                    return {}
                if not line and event:
                    return event
                name, _, value = line.partition(":")
                if name:
                    event[name] = event.get(name, "") + value.strip()


def looking(
    base: str, faces: Faces, who: str, thread_id: UUID, seen: int | str = 1, **headers: str
) -> AbstractAsyncContextManager[Events]:
    """Somebody has the page of a thread open since a version of it."""
    return watching(base, faces, who, f"/forum/{thread_id}/live?seen={seen}", **headers)


@asynccontextmanager
async def watching(base: str, faces: Faces, who: str, path: str, **headers: str) -> AsyncIterator[Events]:
    """Somebody reads the stream of an open page."""
    cookie = {cookies.SESSION: await faces.session_cookie(who)}
    async with (
        httpx2.AsyncClient(base_url=base, cookies=cookie, timeout=SOON) as client,
        client.stream("GET", path, headers=headers) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Events(response)


@asynccontextmanager
async def live(faces: Faces, database: Database) -> AsyncIterator[str]:
    """The application on a port, hearing what changes; open pages are sent home at the end."""
    hearing = asyncio.create_task(database.live.run())
    async with served(faces.app) as base:
        yield base
    hearing.cancel()


async def answered(cast: Cast, database: Database, thread_id: UUID, text: str, by: str = "thomas") -> None:
    async with database.writing() as session:
        standing = await stands(session, cast, by, thread_id)
        await forum.reply_to_thread(session, standing, AnswerInput(text=text))
        await session.commit()


async def test_inès_asks_and_reads_her_question(faces: Faces) -> None:
    ines = await faces.browser("ines")
    sent = await ines.post("/forum", data={"title": TITLE, "product": "Box"})
    assert sent.status_code == 303
    page = await ines.get(sent.headers["location"])
    assert "La box clignote orange" in page.text
    assert "Pas encore de réponse" in page.text
    assert f'{sent.headers["location"]}/live?seen=1"' in page.text
    listed = await ines.get("/forum?q=boxes+clignotent")
    assert "La box clignote orange" in listed.text


async def test_a_question_without_words_and_an_unknown_colleague_are_refused(faces: Faces) -> None:
    ines = await faces.browser("ines")
    empty = await ines.post("/forum", data={"title": ""})
    unknown = await ines.post("/forum", data={"title": TITLE, "expert_email": "nobody@telenova.example"})
    assert (empty.status_code, unknown.status_code) == (422, 422)
    assert "Personne d’actif n’a cette adresse" in unknown.text


async def test_similar_questions_show_while_typing(faces: Faces, cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id, _ = await a_solution(session, cast)
        await session.commit()
    ines = await faces.browser("ines")
    seen = await ines.get("/forum/similar?title=ma+box+clignote+orange", headers={"hx-request": "true"})
    assert f"/forum/{thread_id}?same=1" in seen.text
    page = await ines.get(f"/forum/{thread_id}?same=1")
    assert "Était-ce votre question" in page.text
    await ines.post(f"/forum/{thread_id}/again")
    async with database.reading() as session:
        assert (await row(session, cast, thread_id)).again_count == 1


async def test_an_open_page_is_sent_a_new_answer_and_what_changes(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()
    async with live(faces, database) as base, looking(base, faces, "ines", thread_id) as events:
        await answered(cast, database, thread_id, "Débranchez la box.")
        came = await events.next()
        assert came["id"] == "2"
        assert "Débranchez la box." in came["data"]
        assert 'hx-target="#posts" hx-swap="beforeend"' in came["data"]
        assert "Retenir comme solution" in came["data"]
        async with database.writing() as session:
            standing = await stands(session, cast, "ines", thread_id)
            [post], _ = await forum.posts_since(session, standing.actor, thread_id, 1, 2)
            await forum.accept_solution(session, standing, post.id)
            await session.commit()
        changed = await events.next()
        assert changed["id"] == "3"
        assert f'hx-target="#post-{post.id}" hx-swap="outerMorph"' in changed["data"]
        assert "Retenir comme solution" not in changed["data"]
        database.live.close()
        assert await events.next() == {}
    database.live.closed = False


async def test_a_page_that_lost_its_connection_is_sent_all_that_it_missed(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()
    async with live(faces, database) as base:
        async with looking(base, faces, "ines", thread_id) as events:
            await answered(cast, database, thread_id, "Première réponse")
            last = (await events.next())["id"]
        for text in ("Deuxième réponse", "Troisième réponse"):
            await answered(cast, database, thread_id, text)
        async with looking(base, faces, "ines", thread_id, **{"last-event-id": last}) as events:
            missed = await events.next()
    assert missed["id"] == "4"
    assert "Première" not in missed["data"]
    assert "Deuxième réponse" in missed["data"]
    assert "Troisième réponse" in missed["data"]


async def test_a_page_that_slept_through_120_answers_is_sent_each_once(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        answers = [str(await an_answer(session, cast, thread_id)) for _ in range(120)]
        asker = await stands(session, cast, "ines", thread_id)
        await forum.accept_solution(session, asker, UUID(answers[9]))
        await session.commit()

    async def sent(who: str, seen: int) -> list[str]:
        added: list[str] = []
        async with looking(base, faces, who, thread_id, seen) as events:
            while (event := await events.next())["id"] != "122":
                added += ADDED.findall(event["data"])
            assert f'hx-target="#post-{answers[9]}"' in event["data"]
            return added + ADDED.findall(event["data"])

    async with live(faces, database) as base:
        woke = await asyncio.gather(sent("ines", 1), sent("karim", 1), sent("yann", 101))
    assert woke == [answers, answers, answers[100:]]


async def test_who_was_signed_out_is_sent_nothing_more(faces: Faces, cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()
    async with live(faces, database) as base, looking(base, faces, "karim", thread_id) as events:
        async with database.writing() as session:
            await identity.close_all_sessions(session, cast.people["karim"])
            await session.commit()
        await answered(cast, database, thread_id, "Un secret de métier")
        assert (await events.next())["event"] == "over"


async def test_a_hidden_text_is_sent_to_moderators_alone(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        post_id = await an_answer(session, cast, thread_id)
        await forum.hide_post(session, await stands(session, cast, "solene", thread_id), post_id, WHY)
        await session.commit()
    texts = {}
    async with live(faces, database) as base:
        for who in ("karim", "solene"):
            async with looking(base, faces, who, thread_id) as events:
                texts[who] = "dix secondes" in (await events.next())["data"]
    assert texts == {"karim": False, "solene": True}


async def test_who_no_longer_answers_for_the_topic_is_sent_no_hidden_text(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        topic_id = await a_topic(session, cast, owner="thomas")
        thread_id = await a_thread(session, cast, topic_id=topic_id)
        await session.commit()
    async with live(faces, database) as base, looking(base, faces, "thomas", thread_id) as events:
        await answered(cast, database, thread_id, "Le mot de passe est dehors", by="karim")
        assert "dehors" in (await events.next())["data"]
        async with database.writing() as session:
            owned = sa.update(TOPICS).where(TOPICS.c.id == topic_id)
            await session.execute(owned.values(owner_id=cast.people["nadia"]))
            [post_id] = (
                await session.execute(sa.select(POSTS.c.id).where(POSTS.c.author_id == cast.people["karim"]))
            ).scalars()
            await forum.hide_post(session, await stands(session, cast, "solene", thread_id), post_id, WHY)
            await session.commit()
        assert "dehors" not in (await events.next())["data"]


async def test_nobody_listens_to_a_hidden_thread(faces: Faces, cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        solene = await stands(session, cast, "solene", thread_id)
        await forum.hide_post(session, solene, await question_of(session, thread_id), WHY)
        await session.commit()
    async with live(faces, database) as base, looking(base, faces, "karim", thread_id) as events:
        assert (await events.next())["event"] == "over"
