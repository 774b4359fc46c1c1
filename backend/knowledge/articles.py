"""From a confirmed solution to an article that is validated, expires, and is validated again."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import events, forum
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import company_today
from backend.core.slugs import free_slug
from backend.core.stems import weighed
from backend.core.word_index import WordIndex
from backend.events import EVENTS
from backend.identity import Permission
from backend.knowledge import errors
from backend.knowledge.inputs import ArticleInput
from backend.knowledge.models import ARTICLES, WORDS, Article, ArticleStatus, ArticleVersion
from backend.knowledge.standing import Standing, hold, require_editor, require_kept

VALID_FOR = timedelta(days=180)
REMINDED_BEFORE = timedelta(days=14)
EXPIRING = "article.expiring"
INDEX = WordIndex(WORDS, "article_id", sa.select(sa.func.count()).select_from(ARTICLES))


async def promote_to_article(session: Session, source: forum.Standing, post_id: UUID) -> Article:
    """Make a draft of a solution that a colleague of another site confirmed; its thread stays.

    Errors: KnowledgeEditorsOnly, NotFound, NotConfirmed, AlreadyPromoted.
    """
    actor, thread = source.actor, source.thread
    if not (source.answers or actor.may(Permission.KNOWLEDGE_EDIT, *source.units)):
        raise errors.KnowledgeEditorsOnly
    post = await forum.confirmed_solution(session, source, post_id)
    if post is None:
        raise errors.NotConfirmed
    before = await session.execute(sa.select(ARTICLES.c.slug).where(ARTICLES.c.post_id == post_id))
    if (slug := before.scalar_one_or_none()) is not None:
        raise errors.AlreadyPromoted(slug=slug)
    article = Article(
        slug=await free_slug(session, ARTICLES.c.slug, thread.title),
        title=thread.title,
        body=post.text,
        product=thread.product,
        topic_id=thread.topic_id,
        org_unit_id=thread.org_unit_id,
        thread_id=thread.id,
        post_id=post.id,
        author_id=post.author_id,
    )
    session.add(article)
    await session.flush()
    await _keep_version(session, actor, article)
    await _record(session, actor, "article.promoted", article)
    return article


async def validate_article(session: Session, standing: Standing) -> Article:
    """Say that an article holds, for half a year from today; the same again makes it hold on.

    Errors: KnowledgeEditorsOnly, ArticleArchived, SourceOutdated.
    """
    require_editor(standing)
    article = await hold(session, standing)
    require_kept(article)
    unchanged = article.post_id if article.version_count == 1 else None
    if unchanged and await forum.is_gone(session, unchanged):
        raise errors.SourceOutdated
    again = article.validated_at is not None
    article.status, article.outdated_note = ArticleStatus.VALIDATED, ""
    article.changed_at = now()
    _stand_for(session, standing.actor, article)
    await _save(session, standing.actor, "article.revalidated" if again else "article.validated", article)
    return article


async def revise_article(session: Session, standing: Standing, given: ArticleInput) -> Article:
    """Write a new version; the others are kept. Of what is validated, whoever writes it says that it holds.

    Errors: KnowledgeEditorsOnly, ArticleArchived, RevisedMeanwhile.
    """
    require_editor(standing)
    article = await hold(session, standing)
    require_kept(article)
    if given.version != article.version_count:
        raise errors.RevisedMeanwhile
    article.title, article.body = given.title, given.body
    article.version_count += 1
    article.changed_at = now()
    # Nobody stands for words that they have not read.
    if article.status is ArticleStatus.VALIDATED:
        _stand_for(session, standing.actor, article)
    else:
        article.validated_by_id = None
    await _keep_version(session, standing.actor, article)
    await _save(session, standing.actor, "article.revised", article)
    return article


async def archive_article(session: Session, standing: Standing) -> Article:
    """Put an article away; it is read where it is linked, and found no more.

    Errors: KnowledgeEditorsOnly, ArticleArchived.
    """
    require_editor(standing)
    article = await hold(session, standing)
    require_kept(article)
    article.status, article.changed_at = ArticleStatus.ARCHIVED, now()
    await _save(session, standing.actor, "article.archived", article)
    return article


async def source_outdated(session: Session, post_id: UUID, why: str) -> None:
    """What an article comes from holds no longer, or was hidden (`why` is empty): nor does the article."""
    await _outdate(session, ARTICLES.c.post_id == post_id, "article.outdated", why)


async def look_at_dates(session: Session) -> None:
    """Let articles expire after their last day, and remind once of those that will within a fortnight."""
    today = company_today(session)
    await _outdate(session, ARTICLES.c.valid_until < today, "article.expired", "")
    announced = sa.exists().where(
        EVENTS.c.subject_kind == "article",
        EVENTS.c.subject_id == ARTICLES.c.id,
        EVENTS.c.name == EXPIRING,
        EVENTS.c.occurred_at >= ARTICLES.c.validated_at,
    )
    soon = await session.execute(
        sa.select(Article).where(
            ARTICLES.c.status == ArticleStatus.VALIDATED,
            ARTICLES.c.valid_until <= today + REMINDED_BEFORE,
            ~announced,
        )
    )
    for article in soon.scalars():
        await _record(session, SYSTEM, EXPIRING, article)


async def count_again(session: Session, slug: str) -> None:
    """Somebody came with the same question and stops here. Who, and when, is noted nowhere."""
    await session.execute(
        sa.update(ARTICLES).where(ARTICLES.c.slug == slug).values(again_count=ARTICLES.c.again_count + 1)
    )


def _stand_for(session: Session, actor: Actor, article: Article) -> None:
    article.validated_by_id, article.validated_at = actor.person_id, now()
    article.valid_until = company_today(session) + VALID_FOR


async def _outdate(session: Session, which: sa.ColumnElement[bool], name: str, why: str) -> None:
    found = await session.execute(
        sa.select(Article).where(which, ARTICLES.c.status == ArticleStatus.VALIDATED).with_for_update()
    )
    for article in found.scalars():
        article.status, article.outdated_note, article.changed_at = ArticleStatus.OUTDATED, why, now()
        await _save(session, SYSTEM, name, article)


async def _save(session: Session, actor: Actor, name: str, article: Article) -> None:
    session.add(article)
    await session.flush()
    await _record(session, actor, name, article)


async def _record(session: Session, actor: Actor, name: str, article: Article) -> None:
    await events.record(
        session,
        actor,
        name,
        "article",
        article.id,
        slug=article.slug,
        post_id=article.post_id,
        author_id=article.author_id,
        validated_by_id=article.validated_by_id,
    )


async def _keep_version(session: Session, actor: Actor, article: Article) -> None:
    session.add(
        ArticleVersion(
            article_id=article.id,
            number=article.version_count,
            title=article.title,
            body=article.body,
            written_by_id=actor.person_id,
        )
    )
    await INDEX.write(session, article.id, weighed(article.title, [article.product], article.body))
