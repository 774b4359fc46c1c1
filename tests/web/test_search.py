"""Searching across what exists."""

import pytest

from backend import knowledge
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import TITLE
from tests.knowledge.test_articles import an_article, keeper
from tests.reports.scenes import a_report, a_topic


async def test_a_colleague_is_found_with_their_unit(faces: Faces) -> None:
    ines = await faces.browser("ines")
    answer = await ines.get("/search?q=benhaddou")
    assert answer.status_code == 200
    assert "Karim Benhaddou" in answer.text
    assert "Boutique Sainte-Catherine" in answer.text


async def test_a_unit_is_found_by_its_name_without_accents(faces: Faces) -> None:
    ines = await faces.browser("ines")
    assert "Télénova" in (await ines.get("/search?q=telenova")).text


@pytest.mark.parametrize("words", ["box clignote", "boxes clignotant"])
async def test_a_question_and_what_it_taught_are_found_together(cast: Cast, faces: Faces, words: str) -> None:
    async with cast.database.writing() as session:
        article = await an_article(session, cast)
        slug, thread_id = article.slug, article.thread_id
        await knowledge.validate_article(session, await keeper(session, cast, slug))
        await session.commit()
    page = (await (await faces.browser("ines")).get("/search", params={"q": words})).text
    for href in (f"/forum/{thread_id}", f"/knowledge/{slug}"):
        assert f'<a href="{href}?same=1">{TITLE}'.replace(" ?", "\u00a0?") in page


async def test_what_matches_nothing_says_so_and_what_to_try(faces: Faces) -> None:
    ines = await faces.browser("ines")
    assert "Rien ne correspond" in (await ines.get("/search?q=zzz")).text
    assert "Tapez au moins deux lettres" in (await ines.get("/search?q=z")).text


@pytest.mark.parametrize("words", ["le la", "à", "?!"])
async def test_words_that_tell_nothing_find_nothing(cast: Cast, faces: Faces, words: str) -> None:
    async with cast.database.writing() as session:
        article = await an_article(session, cast)
        await knowledge.validate_article(session, await keeper(session, cast, article.slug))
        await a_topic(session, cast)
        await a_report(session, cast)
        await session.commit()
    page = (await (await faces.browser("ines")).get("/search", params={"q": words})).text
    assert TITLE not in page
    lists = {"reports": "search: $words"} | dict.fromkeys(("threads", "articles"), "filter: {words: $words}")
    for name, argument in lists.items():
        asked = f"query($words: String!) {{ {name}({argument}) {{ nodes {{ id }} }} }}"
        for given, found in ((words, 0), (" ", 1)):
            answer = await faces.graphql("ines", asked, words=given)
            assert len(answer["data"][name]["nodes"]) == found, (name, given)
