"""Articles that wait for those who keep them."""

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.local_time import company_today
from backend.core.today import Ask
from backend.knowledge.articles import REMINDED_BEFORE
from backend.knowledge.models import ARTICLES, ArticleStatus
from backend.knowledge.rows import kept_by

MOST = 5
MINUTES = 2


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """Drafts to validate, and articles to say again that they hold, the nearest day first."""
    soon = company_today(session) + REMINDED_BEFORE
    waits = sa.or_(
        ARTICLES.c.status.in_([ArticleStatus.DRAFT, ArticleStatus.OUTDATED]),
        sa.and_(ARTICLES.c.status == ArticleStatus.VALIDATED, ARTICLES.c.valid_until <= soon),
    )
    found = await session.execute(
        sa.select(ARTICLES.c.slug, ARTICLES.c.title, ARTICLES.c.status)
        .where(waits, kept_by(actor))
        .order_by(ARTICLES.c.valid_until, ARTICLES.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            "article.validate" if row.status is ArticleStatus.DRAFT else "article.revalidate",
            {"title": row.title},
            f"/knowledge/{row.slug}",
            MINUTES,
            icon="book-check",
        )
        for row in found
    ]
