"""What knowledge offers to the monthly digest: articles validated in the month, the most useful first."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend import forum
from backend.core.candidates import MOST, Candidate, Origin, Section
from backend.core.db import Session
from backend.core.local_time import company_day, month_of
from backend.core.markdown import beginning
from backend.identity import PEOPLE, subtree
from backend.knowledge.models import ARTICLES, ArticleStatus


async def digest_candidates(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """Articles of the audience validated in the month and still valid, in one statement."""
    begins, ends = month_of(session, month)
    statement = (
        sa.select(
            ARTICLES.c.id,
            ARTICLES.c.slug,
            ARTICLES.c.title,
            ARTICLES.c.body,
            ARTICLES.c.org_unit_id,
            ARTICLES.c.validated_at,
            forum.THREADS.c.id.label("thread_id"),
            forum.THREADS.c.title.label("thread_title"),
            sa.func.coalesce(PEOPLE.c.locale, "fr").label("locale"),
        )
        .outerjoin(forum.THREADS, forum.THREADS.c.id == ARTICLES.c.thread_id)
        .outerjoin(PEOPLE, PEOPLE.c.id == ARTICLES.c.author_id)
        .where(
            ARTICLES.c.status == ArticleStatus.VALIDATED,
            ARTICLES.c.validated_at >= begins,
            ARTICLES.c.validated_at < ends,
        )
        .order_by(ARTICLES.c.again_count.desc(), ARTICLES.c.id)
        .limit(MOST)
    )
    if org_unit_id is not None:
        statement = statement.where(ARTICLES.c.org_unit_id.in_(subtree(org_unit_id)))
    return [
        Candidate(
            section=Section.KNOWLEDGE,
            source_kind="article",
            source_id=row.id,
            title={row.locale: row.title},
            summary={row.locale: beginning(row.body)},
            url=f"/knowledge/{row.slug}",
            happened_on=company_day(session, row.validated_at),
            lineage=(Origin("thread", row.thread_title, f"/forum/{row.thread_id}"),) if row.thread_id else (),
            org_unit_id=row.org_unit_id,
        )
        for row in await session.execute(statement)
    ]
