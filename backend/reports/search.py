"""Finding reports by their words."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.stems import weighed
from backend.core.word_index import WordIndex
from backend.reports.models import NUMBERS, REPORTS, WORDS, Report

WEIGHED = 100
"""Of those as like, the newest, of which the most shared are shown."""
INDEX = WordIndex(WORDS, "report_id", sa.select(sa.func.max(NUMBERS.c.number)))


async def index_report(session: Session, report: Report) -> None:
    """Write the words of a report anew; call it when its text changes."""
    await INDEX.write(session, report.id, weighed(report.title, report.tags, report.body))


async def similar_ids(session: Session, text: str, most: int, besides: UUID | None = None) -> list[UUID]:
    """The reports most like a text, the closest first; what is merged is not shown."""
    found = await INDEX.scored(session, text, all_words=False)
    likest = sa.select(found).order_by(found.c.score.desc(), found.c.id.desc()).limit(WEIGHED).subquery()
    rows = await session.execute(
        sa.select(REPORTS.c.id)
        .join(likest, likest.c.id == REPORTS.c.id)
        .where(REPORTS.c.duplicate_of_id.is_(None), REPORTS.c.id != besides if besides else sa.true())
        .order_by(likest.c.score.desc(), REPORTS.c.vote_count.desc(), REPORTS.c.number.desc())
        .limit(most)
    )
    return list(rows.scalars())
