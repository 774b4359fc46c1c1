"""What an issue says: the same for its page, its mail, its print, its feed and its kept versions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter

from backend.core.candidates import Figure, Origin, Section, Words
from backend.core.db import Session
from backend.digests.models import ITEMS, Issue

MOST_ITEMS = 5
"""Items of one section; what else the month held is behind « voir le reste »."""
REST: Mapping[Section, str] = {
    Section.DELIVERED: "/reports?status=delivered",
    Section.STORIES: "/immersions",
    Section.PULSE: "/pulse",
    Section.CIRCLES: "/circles",
    Section.KNOWLEDGE: "/knowledge",
    Section.BRAVOS: "/recognition",
}
"""Where the rest of a section is read."""


@dataclass(frozen=True, slots=True)
class Told:
    """One item of an issue, as it is worded now."""

    id: UUID
    section: Section
    place: int | None
    source_kind: str
    source_id: UUID
    title: Words
    summary: Words
    offered: tuple[Words, ...]
    quote: Words | None
    by: str
    consent: bool
    url: str
    happened_on: date
    lineage: tuple[Origin, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its items in their order; `others` were offered and not chosen."""

    section: Section
    items: tuple[Told, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    headline: Words
    word: Words
    parts: tuple[Part, ...]

    @property
    def items(self) -> list[Told]:
        return [item for part in self.parts for item in part.items]

    @property
    def figures(self) -> list[Figure]:
        return [figure for item in self.items for figure in item.figures]


CONTENT = TypeAdapter(Content)
LINEAGE = TypeAdapter(tuple[Origin, ...])
FIGURES = TypeAdapter(tuple[Figure, ...])


def said_in(words: Words, locale: str) -> str:
    """The words in a language, else in the one they were written in."""
    return words.get(locale) or next((text for text in words.values() if text), "")


async def items_of(session: Session, issue_id: UUID) -> list[Told]:
    """Every item of an issue, chosen or offered, by place; at most 20 a slice; one statement."""
    return (await items_by_issues(session, [issue_id]))[issue_id]


async def items_by_issues(session: Session, ids: Collection[UUID]) -> dict[UUID, list[Told]]:
    """The items of each of these issues, in one statement."""
    found: dict[UUID, list[Told]] = {one: [] for one in ids}
    rows = await session.execute(
        sa.select(ITEMS)
        .where(ITEMS.c.issue_id.in_(ids))
        .order_by(ITEMS.c.place.is_(None), ITEMS.c.place, ITEMS.c.id)
    )
    for row in rows:
        found[row.issue_id].append(_told(row._mapping))
    return found


def content_of(issue: Issue, items: list[Told]) -> Content:
    """What the issue says with these items: its chosen ones, section by section."""
    parts = []
    for section in Section:
        mine = [one for one in items if one.section is section]
        chosen = tuple(one for one in mine if one.place is not None)
        if chosen:
            parts.append(Part(section, chosen, len(mine) - len(chosen)))
    return Content(issue.headline, issue.word, tuple(parts))


def _told(fields: Mapping[str, Any]) -> Told:
    given = {name: fields[name] for name in Told.__slots__}
    given["offered"] = tuple(given["offered"])
    given["lineage"] = LINEAGE.validate_python(given["lineage"])
    given["figures"] = FIGURES.validate_python(given["figures"])
    return Told(**given)
