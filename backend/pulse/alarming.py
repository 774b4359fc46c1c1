"""Words that speak of danger or of harassment, in `alarming.toml`: whether a comment holds any. Pure."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from backend.core.stems import stems_of
from backend.core.text import fold

WORDS = Path(__file__).with_name("alarming.toml")
_WORD = re.compile(r"[^\W_]+")

Forms = frozenset[str]
"""A word and its stems: two words are alike when they share one."""


def is_alarming(comment: str) -> bool:
    """Whether a comment holds a word of the list, in either language, whatever its ending.

    >>> is_alarming("On m’a humiliée devant un client.")
    True
    """
    said = _forms(comment)
    return any(
        _follow(said[start : start + len(entry)], entry)
        for start, word in enumerate(said)
        for form in word
        for entry in _entries().get(form, ())
    )


def _follow(said: list[Forms], entry: list[Forms]) -> bool:
    return len(said) == len(entry) and all(one & other for one, other in zip(said, entry, strict=True))


@lru_cache(1)
def _entries() -> dict[str, list[list[Forms]]]:
    """The list's entries by each form of their first word."""
    by_language = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    found: dict[str, list[list[Forms]]] = {}
    for entry in (_forms(entry) for entries in by_language.values() for entry in entries):
        for form in entry[0]:
            found.setdefault(form, []).append(entry)
    return found


def _forms(text: str) -> list[Forms]:
    return [frozenset((fold(word), *stems_of(word))) for word in _WORD.findall(text)]
