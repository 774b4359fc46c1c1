"""Finding things by their words: an index of stems that both databases answer in the same way.

Each kind of thing has a table of its own with the columns `word`, an id, and `weight`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.stems import words_in

MOST_WORDS = 8
"""Words of a search that are looked for: the rarest, which tell the most."""

ENOUGH = 1
"""A text is like a thing that holds words worth this share of its own, those of a title counting thrice."""


@dataclass(frozen=True)
class WordIndex:
    """The index of one kind of thing; `total` says about how many there are."""

    words: sa.Table
    of: str
    total: sa.Select[Any]

    @property
    def _id(self) -> sa.ColumnElement[UUID]:
        return self.words.c[self.of]

    async def write(self, session: Session, id_: UUID, weights: Mapping[str, int]) -> None:
        """Write the words of a thing anew; call it when its text changes."""
        await session.execute(sa.delete(self.words).where(self._id == id_))
        rows = [{self.of: id_, "word": word, "weight": n} for word, n in sorted(weights.items())]
        if rows:
            await session.execute(sa.insert(self.words), rows)

    async def scored(self, session: Session, text: str, *, all_words: bool) -> sa.Subquery | None:
        """Things that hold words of `text`, as (id, score); None when no word tells anything.

        A word counts the more, the fewer things hold it. `all_words` keeps those that hold every one.
        """
        words = words_in(text, most=60)
        candidates = {stem for stems in words for stem in stems}
        if not candidates:
            return None
        word = self.words.c.word
        held = await session.execute(
            sa.select(word, sa.func.count()).where(word.in_(candidates)).group_by(word)
        )
        counts: dict[str, int] = dict(held.all())
        total = (await session.execute(self.total)).scalar_one() or 1
        # Of a word's stems, the one that most things hold is the one they were written with.
        chosen = {max(stems, key=lambda one: counts.get(one, 0)) for stems in words}
        rarest = sorted(chosen, key=lambda one: (counts.get(one, 0), one))
        known = [one for one in rarest if one in counts][:MOST_WORDS]
        if not known or (all_words and len(known) < min(len(rarest), MOST_WORDS)):
            nothing = sa.select(self._id.label("id"), sa.literal(0).label("score")).where(sa.false())
            return nothing.subquery()
        worth = {one: max(1, round(100 * log((total + 1) / counts[one]))) for one in known}
        score = sa.func.sum(self.words.c.weight * sa.case(worth, value=word, else_=1))
        found = (
            sa.select(self._id.label("id"), sa.cast(score, sa.Integer).label("score"))
            .where(word.in_(known))
            .group_by(self._id)
        )
        if all_words:
            found = found.having(sa.func.count() == len(known))
        else:
            found = found.having(score >= ENOUGH * sum(worth.values()))
        return found.subquery()
