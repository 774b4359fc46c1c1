"""Words that speak of danger or of harassment, in `alarming.toml`: whether a comment holds any. Pure."""

import re
import tomllib
from collections.abc import Mapping
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
    return any(_holds(_forms(comment, language), entries) for language, entries in _entries().items())


def _holds(said: list[Forms], entries: Mapping[str, list[list[Forms]]]) -> bool:
    return any(
        _follow(said[start : start + len(entry)], entry)
        for start, word in enumerate(said)
        for form in word
        for entry in entries.get(form, ())
    )


def _follow(said: list[Forms], entry: list[Forms]) -> bool:
    return len(said) == len(entry) and all(one & other for one, other in zip(said, entry, strict=True))


@lru_cache(1)
def _entries() -> dict[str, dict[str, list[list[Forms]]]]:
    """The list's entries of each language, by each form of their first word."""
    found: dict[str, dict[str, list[list[Forms]]]] = {}
    for language, entries in tomllib.loads(WORDS.read_text(encoding="utf-8")).items():
        of_one = found.setdefault(language, {})
        for entry in (_forms(entry, language) for entry in entries):
            for form in entry[0]:
                of_one.setdefault(form, []).append(entry)
    return found


def _forms(text: str, language: str) -> list[Forms]:
    """Each word's; a word with an accent has none in English, where « râpe » would be another."""
    return [
        frozenset((fold(word), *stems_of(word)) if language == "fr" or word.isascii() else ())
        for word in _WORD.findall(text)
    ]
