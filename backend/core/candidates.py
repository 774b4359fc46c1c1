"""What slices offer to the monthly digest.

A slice that does exports `async def digest_candidates(session, *, org_unit_id: UUID | None, month: date)
-> list[Candidate]`: at most 20, best first, in a constant number of set-based statements. `org_unit_id` is
the audience, that unit and all below it (None: the whole company); `month` is the first day of the month
told, whose days are those of `core.local_time.company_zone(session)`. It offers only what everybody in that
audience may read, quotes nobody without their consent, and takes figures from a sealed release alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

MOST = 20
"""Candidates that one slice offers."""

Words = Mapping[str, str]
"""A text by language: `fr` and `en` where the product words it; where somebody wrote it, the language they
wrote it in alone (their own, else French), and the editor adds the other one."""


class Section(StrEnum):
    """The parts of an issue, in their order."""

    DELIVERED = "delivered"
    STORIES = "stories"
    PULSE = "pulse"
    CIRCLES = "circles"
    KNOWLEDGE = "knowledge"
    BRAVOS = "bravos"


@dataclass(frozen=True, slots=True)
class Origin:
    """One place in the story of a candidate; `kind` is worded `lineage.<kind>`, `url` is a path of ours."""

    kind: str
    title: str
    url: str
    at: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sealed wave, as it was released: the cell it stands in, and its value (points or per
    cent), with the ends of its interval where it has one. `bound` is `at_most` or `at_least` where it stops.
    """

    wave_id: UUID
    question: str
    cut: str
    key: str
    name: str
    value: float
    low: float | None = None
    high: float | None = None
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that happened in the month, told in a title and a sentence or two.

    `url` is a path of ours. `consent` is false for words of somebody who has not agreed to be quoted: they
    may be told of, not quoted. A delivered one has the commitments that were kept in its `lineage`; an issue
    that tells of one without any cannot be signed.
    """

    section: Section
    source_kind: str
    source_id: UUID
    title: Words
    summary: Words
    url: str
    happened_on: date
    lineage: tuple[Origin, ...] = ()
    figures: tuple[Figure, ...] = ()
    quote: Words | None = None
    by: str = ""
    """Who is quoted, as they agreed to be named."""
    consent: bool = False
    org_unit_id: UUID | None = None
