"""What comes back in comments: how many of them hold a word, whatever its ending. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from backend.core.stems import stems_of

MOST = 12
LEAST = 3
"""A word that fewer comments hold comes back nowhere."""
SHORTEST = 4
_WORDS = re.compile(r"[^\W\d_]+")
_ELIDED = frozenset({"aujourd", "jusqu", "lorsqu", "presqu", "puisqu", "quelqu", "quoiqu"})
"""What French writes before an apostrophe is no word by itself."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, in the form it is written in most, and how many comments hold it."""

    word: str
    comments: int


def terms_of(comments: Iterable[str]) -> list[Term]:
    """The words that most comments hold, the commonest first."""
    held: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for comment in comments:
        words = {word.lower() for word in _WORDS.findall(comment) if len(word) >= SHORTEST} - _ELIDED
        stems: dict[str, set[str]] = {}
        for word in words:
            for stem in stems_of(word)[:1]:
                stems.setdefault(stem, set()).add(word)
        held.update(stems.keys())
        for stem, written in stems.items():
            forms.setdefault(stem, Counter()).update(written)
    common = sorted(held.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    return [Term(_written(forms[stem]), number) for stem, number in common if number >= LEAST]


def _written(forms: Counter[str]) -> str:
    return min(forms, key=lambda word: (-forms[word], word))
