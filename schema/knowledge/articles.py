"""Reading articles: the list, one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from backend import knowledge
from backend.core.actor import Actor
from backend.core.errors import NotFound
from backend.core.listing import Page
from schema.context import Context, Info
from schema.ids import decode
from schema.knowledge.types import Article, article_node
from schema.node import finds
from schema.pages import Connection, connection


@strawberry.input(description="Narrows a list of articles; what is left out narrows nothing.")
class ArticleFilter:
    status: knowledge.ArticleStatus | None = strawberry.field(
        default=None, description="Only in this state; without it, those validated once."
    )
    topic_id: strawberry.ID | None = strawberry.field(default=None, description="Only about this topic.")
    words: str = strawberry.field(
        default="", description="Only those that hold these words, the closest first."
    )


@strawberry.type
class KnowledgeQuery:
    @strawberry.field(description="Articles, the last changed first, or the closest to the words looked for.")
    async def articles(
        self, info: Info, first: int = 20, after: str | None = None, filter: ArticleFilter | None = None
    ) -> Connection[Article]:
        actor, page = info.context.caller("knowledge"), Page(first, after)
        listing = await knowledge.visible_articles(info.context.session, actor, page, _filter(filter))
        return connection(listing, article_node)

    @strawberry.field(description="The article at this address; null where there is none for the caller.")
    async def article(self, info: Info, slug: str) -> Article | None:
        actor, session = info.context.caller("knowledge"), info.context.session
        standing = await knowledge.standing_of(session, actor, slug[:200])
        rows = await knowledge.articles_by_ids(session, actor, [standing.article.id])
        if standing.article.id not in rows:
            raise NotFound
        return article_node(rows[standing.article.id])


def _filter(given: ArticleFilter | None) -> knowledge.ArticleFilter:
    if given is None:
        return knowledge.ArticleFilter()
    topic_id = decode(given.topic_id, "Topic", "topic_id") if given.topic_id else None
    return knowledge.ArticleFilter(given.status, topic_id, given.words)


@finds("Article", "knowledge")
async def _articles(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await knowledge.articles_by_ids(context.session, actor, ids)
    return {key: article_node(row) for key, row in rows.items()}
