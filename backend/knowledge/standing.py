"""Finding an article, how an actor stands towards it, and holding it while it changes."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend import journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import Permission, ancestors
from backend.knowledge import errors
from backend.knowledge.models import ARTICLES, Article, ArticleStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands towards an article; `answers` says that they answer for its topic."""

    actor: Actor
    article: Article
    units: tuple[UUID, ...] = ()
    answers: bool = False


def may_edit(standing: Standing) -> bool:
    """Who keeps the knowledge over where the question came from, and who answers for its topic."""
    return standing.answers or standing.actor.may(Permission.KNOWLEDGE_EDIT, *standing.units)


def require_editor(standing: Standing) -> None:
    if not may_edit(standing):
        raise errors.KnowledgeEditorsOnly


def require_kept(article: Article) -> None:
    if article.status is ArticleStatus.ARCHIVED:
        raise errors.ArticleArchived


async def standing_of(session: Session, actor: Actor, slug: str) -> Standing:
    """The article at an address, and the actor's relation to it. Errors: NotFound, for others' drafts too."""
    found = await session.execute(sa.select(Article).where(ARTICLES.c.slug == slug))
    article: Article | None = found.scalar_one_or_none()
    if article is None:
        raise NotFound
    units = list(await ancestors(session, article.org_unit_id))
    if article.topic_id is not None:
        topic = await journeys.get_topic(session, article.topic_id)
        units += await ancestors(session, topic.org_unit_id)
    answers = actor.person_id in await journeys.responders_of(session, article.topic_id)
    standing = Standing(actor, article, tuple(dict.fromkeys(units)), answers)
    if article.status is ArticleStatus.DRAFT and not may_edit(standing):
        raise NotFound
    return standing


async def hold(session: Session, standing: Standing) -> Article:
    """The article as it is now, held until this unit of work ends."""
    found = await session.execute(
        sa.select(Article)
        .where(ARTICLES.c.id == standing.article.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    article: Article = found.scalar_one()
    return article
