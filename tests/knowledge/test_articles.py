"""From a confirmed solution to an article: validated, expired, validated again, revised, put away."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from backend import forum, knowledge
from backend.core.db import Database, Session
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.digests.links import dead_links
from backend.events import EVENTS
from backend.knowledge import ArticleFilter, ArticleInput, ArticleStatus, errors
from backend.knowledge.articles import REMINDED_BEFORE
from backend.knowledge.models import ARTICLES
from backend.worker import Worker
from tests.cast import Cast
from tests.forum.scenes import WHY, a_confirmed_solution, a_solution, stands
from tests.nights import IN_PARIS, NIGHTS
from tests.notifications.test_colleagues import told


async def an_article(session: Session, cast: Cast) -> knowledge.Article:
    """The draft that Solène makes of Thomas's solution, which Yann confirmed in Rennes."""
    thread_id, post_id = await a_confirmed_solution(session, cast)
    solene = await stands(session, cast, "solene", thread_id)
    return await knowledge.promote_to_article(session, solene, post_id)


async def keeper(session: Session, cast: Cast, slug: str, who: str = "solene") -> knowledge.Standing:
    return await knowledge.standing_of(session, await cast.actor(who), slug)


def some_days_ago() -> date:
    return today_in("Europe/Paris") - timedelta(days=2)


async def test_only_what_another_site_confirmed_becomes_an_article(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id, post_id = await a_solution(session, cast)
        solene = await stands(session, cast, "solene", thread_id)
        with pytest.raises(errors.NotConfirmed):
            await knowledge.promote_to_article(session, solene, post_id)
        thread_id, post_id = await a_confirmed_solution(session, cast)
        with pytest.raises(errors.KnowledgeEditorsOnly):
            await knowledge.promote_to_article(
                session, await stands(session, cast, "thomas", thread_id), post_id
            )
        solene = await stands(session, cast, "solene", thread_id)
        article = await knowledge.promote_to_article(session, solene, post_id)
        with pytest.raises(errors.AlreadyPromoted):
            await knowledge.promote_to_article(session, solene, post_id)
        with pytest.raises(NotFound):
            await keeper(session, cast, article.slug, "ines")
    assert (article.status, article.thread_id, article.author_id) == (
        ArticleStatus.DRAFT,
        thread_id,
        cast.people["thomas"],
    )


async def test_an_article_expires_and_one_press_validates_it_again(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        article = await an_article(session, cast)
        solene = await keeper(session, cast, article.slug)
        assert [ask.code for ask in await knowledge.asks_for(session, solene.actor)] == ["article.validate"]
        await knowledge.validate_article(session, solene)
        assert await knowledge.asks_for(session, solene.actor) == []
        await session.execute(sa.update(ARTICLES).values(valid_until=some_days_ago()))
        await knowledge.look_at_dates(session)
        await session.refresh(article)
        assert article.status is ArticleStatus.OUTDATED
        assert [ask.code for ask in await knowledge.asks_for(session, solene.actor)] == ["article.revalidate"]
        await knowledge.validate_article(session, solene)
        names = (
            await session.execute(
                sa.select(EVENTS.c.name).where(EVENTS.c.subject_kind == "article").order_by(EVENTS.c.id)
            )
        ).scalars()
        assert list(names) == [
            "article.promoted",
            "article.validated",
            "article.expired",
            "article.revalidated",
        ]


async def test_an_article_falls_with_the_solution_it_comes_from(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        article = await an_article(session, cast)
        solene = await keeper(session, cast, article.slug)
        await knowledge.validate_article(session, solene)
        assert article.thread_id
        assert article.post_id
        thread = await stands(session, cast, "solene", article.thread_id)
        await forum.mark_no_longer_valid(session, thread, article.post_id, WHY)
        await knowledge.source_outdated(session, article.post_id, WHY.reason)
        await session.refresh(article)
        assert (article.status, article.outdated_note) == (ArticleStatus.OUTDATED, WHY.reason)
        with pytest.raises(errors.SourceOutdated):
            await knowledge.validate_article(session, solene)
        text = ArticleInput(title=article.title, body="Débranchez le boîtier **vingt** secondes.", version=1)
        await knowledge.revise_article(session, solene, text)
        await knowledge.validate_article(session, solene)
        [second, first] = await knowledge.version_rows(session, article.id)
    assert first.changes == ()
    assert [(change.removed, "dix" in change.text) for change in second.changes] == [
        (True, True),
        (False, False),
    ]


async def test_articles_are_found_by_their_words_once_validated(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        article = await an_article(session, cast)
        solene = await keeper(session, cast, article.slug)
        ines = await cast.actor("ines")
        wanted = ArticleFilter(words="boxes débranchées")

        async def found() -> list[str]:
            listing = await knowledge.visible_articles(session, ines, Page(), wanted)
            return [row.slug for row in listing.items]

        assert await found() == []
        await knowledge.validate_article(session, solene)
        assert await found() == [article.slug]
        await knowledge.count_again(session, article.slug)
        await knowledge.archive_article(session, solene)
        assert await found() == []
        with pytest.raises(errors.ArticleArchived):
            await knowledge.validate_article(session, solene)
        await session.refresh(article)
        assert article.again_count == 1


async def test_the_letter_is_offered_what_was_validated_in_its_month(cast: Cast, database: Database) -> None:
    month = IN_PARIS.month
    with IN_PARIS.over(database):
        async with database.writing() as session:
            article = await an_article(session, cast)
            assert await knowledge.digest_candidates(session, org_unit_id=None, month=month) == []
            await knowledge.validate_article(session, await keeper(session, cast, article.slug))
            [offered] = await knowledge.digest_candidates(session, org_unit_id=None, month=month)
            assert (offered.url, offered.happened_on) == (f"/knowledge/{article.slug}", IN_PARIS.today)
            assert [one.url for one in offered.lineage] == [f"/forum/{article.thread_id}"]
            urls = [offered.url, *(one.url for one in offered.lineage)]
            assert not await dead_links(session, None, urls)
            earlier = (month - timedelta(days=1)).replace(day=1)
            assert await knowledge.digest_candidates(session, org_unit_id=None, month=earlier) == []


async def test_solene_is_reminded_a_fortnight_before_the_last_day_where_the_company_is(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        solene = await keeper(session, cast, (await an_article(session, cast)).slug)
        await knowledge.validate_article(session, solene)
        await session.commit()
    asked = []
    for night in NIGHTS:
        for later in (0, 1):
            with night.over(database):
                async with database.writing() as session:
                    last = night.today + REMINDED_BEFORE + timedelta(days=later)
                    await session.execute(sa.update(ARTICLES).values(valid_until=last))
                    asked.append(len(await knowledge.asks_for(session, solene.actor)))
    assert asked == [1, 0] * len(NIGHTS)


async def test_its_end_is_announced_once_a_validation_even_after_nights_without_a_worker(
    cast: Cast, database: Database
) -> None:
    soon = today_in("Europe/Paris") + REMINDED_BEFORE
    async with database.writing() as session:
        article = await an_article(session, cast)
        solene = await keeper(session, cast, article.slug)

        async def announced(*ends: date) -> int:
            for end in ends:
                await session.execute(sa.update(ARTICLES).values(valid_until=end))
                await knowledge.look_at_dates(session)
            names = sa.select(EVENTS.c.id).where(EVENTS.c.name == "article.expiring")
            return len((await session.execute(names)).all())

        await knowledge.validate_article(session, solene)
        assert await announced(soon + timedelta(days=1)) == 0
        assert await announced(soon - timedelta(days=2), soon - timedelta(days=3)) == 1
        await knowledge.validate_article(session, solene)
        assert await announced(soon) == 2


async def test_thomas_is_told_that_his_answer_becomes_an_article(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        article = await an_article(session, cast)
        solene = await keeper(session, cast, article.slug)
        article = await knowledge.validate_article(session, solene)
        article.valid_until = some_days_ago()
        session.add(article)
        await session.flush()
        await knowledge.look_at_dates(session)
        await session.commit()
    await Worker(database).drain()
    assert {one for one in await told(cast) if one[1].startswith("article.")} == {
        ("thomas", "article.promoted"),
        ("thomas", "article.validated"),
        ("solene", "article.expired"),
    }
