"""Finding things by their words: an index of stems that both databases answer in the same way.

Each kind of thing has a table of its own with the columns `word`, an id, and `weight`. What a search costs is
bounded: how many hold a word is told by the newest things, and of a word that thousands hold, the newest that
hold it are looked at.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.stems import words_in

MOST_WORDS = 8
"""Words of a search that are looked for: the rarest, which tell the most."""

SAMPLE = 4_000
"""Newest things that tell how many hold a word; it is counted among all of them while there are no more."""

CANDIDATES = 1_000
"""Newest things looked at, of those that hold the words that tell the most."""

ENOUGH = 1
"""A text is like a thing that holds words worth this share of its own, those of a title counting thrice."""


@dataclass(frozen=True)
class WordIndex:
    """The index of one kind of thing; `total` says about how many there are. Their ids are in turn."""

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

    async def scored(self, session: Session, text: str, *, all_words: bool) -> sa.Subquery:
        """Things that hold words of `text`, as (id, score): none when no word of it tells anything.

        A word counts the more, the fewer things hold it. `all_words` keeps those that hold every one.
        """
        words = words_in(text, most=60)
        stems = {stem for one in words for stem in one}
        if not stems:
            return self._nothing()
        total, counts = await self._held(session, stems)
        # Of a word's stems, the one that most things hold is the one they were written with.
        chosen = {max(one, key=lambda stem: counts.get(stem, 0)) for one in words}
        rarest = sorted(chosen, key=lambda one: (counts.get(one, 0), one))
        known = [one for one in rarest if one in counts][:MOST_WORDS]
        if not known or (all_words and len(known) < min(len(rarest), MOST_WORDS)):
            return self._nothing()
        worth = {one: max(1, round(100 * log((total + 1) / counts[one]))) for one in known}
        score = sa.func.sum(self.words.c.weight * sa.case(worth, value=self.words.c.word, else_=1))
        among = self._newest(known[:1] if all_words else known[:3])
        found = (
            sa.select(self._id.label("id"), sa.cast(score, sa.Integer).label("score"))
            .select_from(among)
            .join(self.words, self._id == among.c.id)
            .where(self.words.c.word.in_(known))
            .group_by(self._id)
        )
        if all_words:
            found = found.having(sa.func.count() == len(known))
        else:
            found = found.having(score >= ENOUGH * sum(worth.values()))
        return found.subquery()

    def _nothing(self) -> sa.Subquery:
        return sa.select(self._id.label("id"), sa.literal(0).label("score")).where(sa.false()).subquery()

    async def _held(self, session: Session, stems: Collection[str]) -> tuple[int, dict[str, int]]:
        """How many things there are, and how many of them hold each stem that any holds."""
        [thing] = (key.column for key in self._id.foreign_keys)
        newest = sa.select(thing).order_by(thing.desc()).offset(SAMPLE).limit(1).scalar_subquery()
        total, since = (await session.execute(sa.select(self.total.scalar_subquery(), newest))).one()
        total = total or 1
        if since is None:
            return total, await self._count(session, stems)
        seen = await self._count(session, stems, self._id > since)
        others = await self._count(session, set(stems) - seen.keys())
        return total, {stem: max(1, n * total // SAMPLE) for stem, n in seen.items()} | others

    async def _count(
        self, session: Session, stems: Collection[str], *among: sa.ColumnElement[bool]
    ) -> dict[str, int]:
        word = self.words.c.word
        held = sa.select(word, sa.func.count()).where(word.in_(stems), *among).group_by(word)
        return dict((await session.execute(held)).all())

    def _newest(self, words: Sequence[str]) -> sa.Subquery:
        """The newest things that hold one of these words."""
        each = CANDIDATES // len(words)
        arms = (
            sa.select(self._id.label("id"))
            .where(self.words.c.word == one)
            .order_by(self._id.desc())
            .limit(each)
            .subquery()
            for one in words
        )
        return sa.union(*(sa.select(arm.c.id) for arm in arms)).subquery()
