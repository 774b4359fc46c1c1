"""Finding reports by their words: an index of stems that both databases answer in the same way."""

from math import log
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.reports.models import NUMBERS, REPORTS, WORDS, Report
from backend.reports.stems import weighed, words_in

MOST_WORDS = 8
"""Words of a search that are looked for: the rarest, which tell the most."""


ENOUGH = 1
"""A text is like a report that holds words worth this share of its own, those of a title counting thrice."""


async def index_report(session: Session, report: Report) -> None:
    """Write the words of a report anew; call it when its text changes."""
    await session.execute(sa.delete(WORDS).where(WORDS.c.report_id == report.id))
    weights = weighed(report.title, report.tags, report.body)
    if weights:
        rows = [{"report_id": report.id, "word": word, "weight": n} for word, n in sorted(weights.items())]
        await session.execute(sa.insert(WORDS), rows)


async def scored(session: Session, text: str, *, all_words: bool) -> sa.Subquery | None:
    """Reports that hold words of `text`, as (report_id, score); None when no word tells anything.

    A word counts the more, the fewer reports hold it. `all_words` keeps those that hold every one.
    """
    words = words_in(text, most=60)
    candidates = {stem for stems in words for stem in stems}
    if not candidates:
        return None
    held = await session.execute(
        sa.select(WORDS.c.word, sa.func.count()).where(WORDS.c.word.in_(candidates)).group_by(WORDS.c.word)
    )
    counts: dict[str, int] = dict(held.all())
    total = (await session.execute(sa.select(sa.func.max(NUMBERS.c.number)))).scalar_one() or 1
    # Of a word's stems, the one that most reports hold is the one they were written with.
    chosen = {max(stems, key=lambda one: counts.get(one, 0)) for stems in words}
    rarest = sorted(chosen, key=lambda one: (counts.get(one, 0), one))
    known = [one for one in rarest if one in counts][:MOST_WORDS]
    if not known or (all_words and len(known) < min(len(rarest), MOST_WORDS)):
        return (
            sa.select(REPORTS.c.id.label("report_id"), sa.literal(0).label("score"))
            .where(sa.false())
            .subquery()
        )
    worth = {word: max(1, round(100 * log((total + 1) / counts[word]))) for word in known}
    score = sa.func.sum(WORDS.c.weight * sa.case(worth, value=WORDS.c.word, else_=1))
    found = (
        sa.select(WORDS.c.report_id, sa.cast(score, sa.Integer).label("score"))
        .where(WORDS.c.word.in_(known))
        .group_by(WORDS.c.report_id)
    )
    if all_words:
        found = found.having(sa.func.count() == len(known))
    else:
        found = found.having(score >= ENOUGH * sum(worth.values()))
    return found.subquery()


async def similar_ids(session: Session, text: str, most: int, besides: UUID | None = None) -> list[UUID]:
    """The reports likest to a text, likest first; what is merged is not shown."""
    found = await scored(session, text, all_words=False)
    if found is None:
        return []
    rows = await session.execute(
        sa.select(REPORTS.c.id)
        .join(found, found.c.report_id == REPORTS.c.id)
        .where(REPORTS.c.duplicate_of_id.is_(None), REPORTS.c.id != besides if besides else sa.true())
        .order_by(found.c.score.desc(), REPORTS.c.vote_count.desc(), REPORTS.c.number.desc())
        .limit(most)
    )
    return list(rows.scalars())
