"""New versions of an article: who stands for them, two at once, and the answer it comes from hidden."""

import pytest

from backend import forum, knowledge
from backend.core.db import Database, Session
from backend.forum import ReasonInput
from backend.knowledge import ArticleInput, ArticleStatus, errors
from backend.worker import Worker
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import stands
from tests.knowledge.test_articles import an_article, keeper
from tests.reports.scenes import a_topic

BODY = "Débranchez le boîtier **vingt** secondes."


async def validated_by_solene(session: Session, cast: Cast) -> knowledge.Article:
    """The article that Solène validated."""
    article = await an_article(session, cast)
    return await knowledge.validate_article(session, await keeper(session, cast, article.slug))


async def test_nobody_stands_for_a_text_that_another_wrote_since(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        article = await validated_by_solene(session, cast)
        nadia = await keeper(session, cast, article.slug, "nadia")
        text = ArticleInput(title=article.title, body=BODY, version=1)
        await knowledge.revise_article(session, nadia, text)
        row = (await knowledge.articles_by_ids(session, nadia.actor, [article.id]))[article.id]
        assert (row.status, row.validated_by) == (ArticleStatus.VALIDATED, "Nadia Kessler")
        await knowledge.source_outdated(session, article.post_id or article.id, "Autre panne")
        solene = await keeper(session, cast, article.slug)
        await knowledge.revise_article(session, solene, text.model_copy(update={"version": 2}))
        row = (await knowledge.articles_by_ids(session, nadia.actor, [article.id]))[article.id]
    assert (row.status, row.validated_by) == (ArticleStatus.OUTDATED, None)


async def test_a_version_written_since_is_not_replaced_unread(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        article = await validated_by_solene(session, cast)
        await session.commit()
    solene = await faces.browser("solene")
    here = f"/knowledge/{article.slug}"
    first = {"title": article.title, "body": BODY, "version": "1"}
    assert (await solene.post(f"{here}/edit", data=first)).status_code == 303
    late = await solene.post(f"{here}/edit", data={**first, "body": "Débranchez **trente** secondes."})
    assert late.status_code == 422
    assert "Débranchez **trente** secondes." in late.text
    assert "<strong>vingt</strong>" in late.text
    assert 'name="version" value="2"' in late.text
    async with cast.database.reading() as session:
        standing = await keeper(session, cast, article.slug)
    assert (standing.article.body, standing.article.version_count) == (BODY, 2)


async def test_an_article_falls_with_the_answer_that_is_hidden(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        article = await validated_by_solene(session, cast)
        assert article.thread_id
        assert article.post_id
        thread = await stands(session, cast, "solene", article.thread_id)
        await forum.hide_post(session, thread, article.post_id, ReasonInput(reason="Un client y est nommé"))
        await session.commit()
    await Worker(database).drain()
    async with database.writing() as session:
        solene = await keeper(session, cast, article.slug)
        assert (solene.article.status, solene.article.outdated_note) == (ArticleStatus.OUTDATED, "")
        with pytest.raises(errors.SourceOutdated):
            await knowledge.validate_article(session, solene)
