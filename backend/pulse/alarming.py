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
    starts = range(len(said))
    return any(
        any(_follow(said[start : start + len(entry)], entry) for start in starts) for entry in _entries()
    )


def _follow(said: list[Forms], entry: list[Forms]) -> bool:
    return len(said) == len(entry) and all(one & other for one, other in zip(said, entry, strict=True))


@lru_cache(1)
def _entries() -> list[list[Forms]]:
    by_language = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return [_forms(entry) for entries in by_language.values() for entry in entries]


def _forms(text: str) -> list[Forms]:
    return [frozenset((fold(word), *stems_of(word))) for word in _WORD.findall(text)]
