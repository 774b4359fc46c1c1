"""What stands in the way of a signature: rules as code, each a blocker with its name.

Rules are pure: `facts.facts_of` gathers what they look at, once.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from uuid import UUID

from backend.commitments import CommitmentRow
from backend.core.candidates import Figure, Section
from backend.core.i18n import LOCALES
from backend.digests.content import Content, Told, said_in
from backend.pulse import Cell

HEAVIEST = 100_000
"""Bytes of a letter, its chart included."""
_NUMBER = re.compile(r"[+−-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Blocker:
    """One point to settle; what is lacking in one language says it in its parameters."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def wording(self) -> str:
        """Its key in the catalogues: `blocker.<code>`, and the language that lacks it where one does."""
        return ".".join(("blocker", self.code, *([self.params["locale"]] if "locale" in self.params else [])))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at: words, promises by source, released cells, links that lead nowhere.

    `weights` are the bytes of the letter in each language.
    """

    content: Content
    promises: Mapping[tuple[str, UUID], Sequence[CommitmentRow]]
    released: Mapping[Cell, Mapping[str, Any]]
    dead: frozenset[str]
    weights: Mapping[str, int] = field(default_factory=dict)


def nothing_to_tell(facts: Facts) -> Iterator[Blocker]:
    """An issue tells something."""
    if not facts.content.items:
        yield Blocker("nothing_to_tell")


def headline_missing(facts: Facts) -> Iterator[Blocker]:
    """A sentence says what the month was, in both languages."""
    for locale in _lacking(facts.content.headline):
        yield Blocker("headline_missing", {"locale": locale})


def word_missing(facts: Facts) -> Iterator[Blocker]:
    """The sponsor has written a word, in both languages."""
    for locale in _lacking(facts.content.word):
        yield Blocker("word_missing", {"locale": locale})


def translation_missing(facts: Facts) -> Iterator[Blocker]:
    """Every item is told in both languages."""
    for item in facts.content.items:
        for locale in LOCALES:
            if not item.title.get(locale) or not item.summary.get(locale):
                yield Blocker("translation_missing", {"locale": locale, "title": _title(item)})


def promise_open(facts: Facts) -> Iterator[Blocker]:
    """A "we did" has a closed commitment behind it, and none that is still open."""
    for item in facts.content.items:
        if item.section is Section.DELIVERED:
            promises = facts.promises.get((item.source_kind, item.source_id), ())
            if not promises or not all(one.fate.is_kept for one in promises):
                yield Blocker("promise_open", {"title": _title(item)})


def figure_unreleased(facts: Facts) -> Iterator[Blocker]:
    """A figure stands in a release that everybody may read, with the value it has there."""
    for item in facts.content.items:
        if not all(_is_released(one, facts.released) for one in item.figures):
            yield Blocker("figure_unreleased", {"title": _title(item)})


def figure_typed(facts: Facts) -> Iterator[Blocker]:
    """Words about the pulse hold no number but those of its figures and of the words it came with."""
    for item in facts.content.items:
        if item.section is Section.PULSE:
            known = {form for one in item.figures for form in _forms(one)}
            known |= set(_numbers(*item.offered))
            if unknown := [number for number in _numbers(item.title, item.summary) if number not in known]:
                yield Blocker("figure_typed", {"title": _title(item), "figure": unknown[0]})


def quote_unconsented(facts: Facts) -> Iterator[Blocker]:
    """Nobody is quoted who has not agreed."""
    for item in facts.content.items:
        if item.quote and not item.consent:
            yield Blocker("quote_unconsented", {"title": _title(item)})


def link_dead(facts: Facts) -> Iterator[Blocker]:
    """Every link leads where any colleague may go."""
    for item in facts.content.items:
        for url in dict.fromkeys((item.url, *(one.url for one in item.lineage))):
            if url in facts.dead:
                yield Blocker("link_dead", {"title": _title(item), "url": url})


def letter_heavy(facts: Facts) -> Iterator[Blocker]:
    """Mail programs cut a message that weighs more, and its end with the way out of it."""
    for locale, weight in facts.weights.items():
        if weight > HEAVIEST:
            size, most = ceil(weight / 1000), HEAVIEST // 1000
            yield Blocker("letter_heavy", {"locale": locale, "size": size, "most": most})


RULES: tuple[Callable[[Facts], Iterator[Blocker]], ...] = (
    nothing_to_tell,
    headline_missing,
    word_missing,
    translation_missing,
    promise_open,
    figure_unreleased,
    figure_typed,
    quote_unconsented,
    link_dead,
    letter_heavy,
)


def blockers(facts: Facts) -> list[Blocker]:
    """Everything that stands in the way, rule by rule."""
    return [blocker for rule in RULES for blocker in rule(facts)]


def cell_of(figure: Figure) -> Cell:
    return Cell(figure.wave_id, figure.question, figure.cut, figure.key)


def _is_released(figure: Figure, released: Mapping[Cell, Mapping[str, Any]]) -> bool:
    there = released.get(cell_of(figure), {})
    ends = ((figure.low, "low"), (figure.high, "high"))
    return there.get(figure.name) == figure.value and all(
        end is None or there.get(name, end) == end for end, name in ends
    )


def _lacking(words: Mapping[str, str]) -> Iterator[str]:
    return (locale for locale in LOCALES if not words.get(locale))


def _title(item: Told) -> str:
    return said_in(item.title, "fr")


def _numbers(*texts: Mapping[str, str]) -> list[str]:
    """The numbers in texts, in one form whatever the language wrote."""
    found = [number for words in texts for text in words.values() for number in _NUMBER.findall(text)]
    return [number.lstrip("+").replace("−", "-").replace(",", ".") for number in found]


def _forms(figure: Figure) -> Iterator[str]:
    """The ways to write a figure's value and ends: 12, -3, 3.4; the sign may be said in words."""
    for value in (figure.value, figure.low, figure.high):
        if value is not None:
            yield f"{value:g}"
            yield f"{abs(value):g}"
