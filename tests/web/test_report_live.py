"""A report's page while it is open: what becomes of it arrives, to each reader what they may know."""

import re

from backend import reports
from backend.core.db import Database
from backend.reports import ResponseInput, TextInput
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.scenes import PSEUDONYM, a_report, a_topic, stands
from tests.web.test_forum import live, watching


async def a_report_is_open(cast: Cast, faces: Faces, **more: object) -> tuple[int, str]:
    """The number of Inès's report, and the address that her page of it listens to."""
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast, **more)).number
        await session.commit()
    page = await (await faces.browser("ines")).get(f"/reports/{number}")
    [path] = re.findall(r'hx-sse:connect="([^"]+)"', page.text)
    return number, path


async def answered(cast: Cast, number: int) -> None:
    async with cast.database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(
            session,
            nadia,
            ResponseInput(
                doing="Une seule file dès lundi", not_doing="Pas de casiers", by_when="En mars", accept=True
            ),
        )
        await session.commit()


async def commented(cast: Cast, number: int, text: str) -> None:
    async with cast.database.writing() as session:
        karim = await stands(session, cast, "karim", number)
        await reports.comment(session, karim, TextInput(text=text))
        await session.commit()


async def noted(cast: Cast, number: int, text: str) -> None:
    async with cast.database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.add_note(session, nadia, TextInput(text=text))
        await session.commit()


async def test_the_author_reads_the_official_response_as_it_comes(
    cast: Cast, database: Database, faces: Faces
) -> None:
    number, path = await a_report_is_open(cast, faces)
    async with live(faces, database) as base, watching(base, faces, "ines", path) as events:
        await answered(cast, number)
        came = await events.next()
        assert "Une seule file dès lundi" in came["data"]
        assert 'hx-target="#becomes" hx-swap="outerMorph"' in came["data"]
        async with database.writing() as session:
            await reports.vote(session, await stands(session, cast, "karim", number))
            await session.commit()
        voted = await events.next()
        assert '<hx-partial hx-target="#vote b" hx-swap="textContent">1</hx-partial>' in voted["data"]


async def test_a_page_that_lost_its_connection_is_sent_what_the_report_became(
    cast: Cast, database: Database, faces: Faces
) -> None:
    number, path = await a_report_is_open(cast, faces)
    async with live(faces, database) as base:
        async with watching(base, faces, "ines", path) as events:
            await commented(cast, number, "Chez nous aussi")
            last = (await events.next())["id"]
        await answered(cast, number)
        await commented(cast, number, "Merci beaucoup")
        async with watching(base, faces, "ines", path, **{"last-event-id": last}) as events:
            missed = await events.next()
    assert "Une seule file dès lundi" in missed["data"]
    assert "Merci beaucoup" in missed["data"]


async def test_notes_and_who_is_behind_a_pseudonym_go_to_those_who_answer_alone(
    cast: Cast, database: Database, faces: Faces
) -> None:
    number, path = await a_report_is_open(cast, faces, **PSEUDONYM)
    sent = {}
    async with live(faces, database) as base:
        await noted(cast, number, "À vérifier avec le magasin de Lyon")
        for who in ("karim", "nadia"):
            async with watching(base, faces, who, path) as events:
                sent[who] = (await events.next())["data"]
    assert "magasin de Lyon" in sent["nadia"]
    assert "magasin de Lyon" not in sent["karim"]
    assert "Marchetti" not in sent["karim"]


async def test_who_no_longer_answers_for_the_topic_is_sent_no_note(
    cast: Cast, database: Database, faces: Faces
) -> None:
    number, path = await a_report_is_open(cast, faces)
    async with live(faces, database) as base, watching(base, faces, "nadia", path) as events:
        await noted(cast, number, "Premier mot entre nous")
        assert "Premier mot entre nous" in (await events.next())["data"]
        async with database.writing() as session:
            other = await a_topic(session, cast, "Réseau", owner="solene")
            solene = await stands(session, cast, "nadia", number)
            await reports.assign(session, solene, other)
            await session.commit()
        while "Premier mot" in (told := (await events.next())["data"]):
            pass
        assert "Premier mot entre nous" not in told
