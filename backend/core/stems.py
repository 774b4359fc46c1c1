"""The words things are found by: folded, then cut to their stem in French and in English. Pure."""

import re
from functools import lru_cache

import snowballstemmer

from backend.core.text import fold

MOST = 40
"""Characters of a stem, and of a word that are looked at."""

_FRENCH, _ENGLISH = snowballstemmer.stemmer("french"), snowballstemmer.stemmer("english")
_WORDS = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    _WORDS.findall("""
    a afin ai ainsi alors apres au aucun aussi autre aux avant avec avoir c ca car ce ceci cela
    celle celui ces cet cette ceux chaque chez comme comment d dans de depuis des deux donc du elle
    elles en encore entre es est et etait ete etre eu eux faire fait faut fois font ici il ils j je
    jusqu l la le les leur leurs lors lui m ma mais me meme mes mois moins mon n ne ni non nos notre
    nous on ont ou par parce pas peu peut plus plusieurs pour pourquoi qu quand que quel quelle qui
    quoi rien s sa sans se sera ses si soit son sont sous sur t ta te tous tout toute toutes tres
    trop tu un une va vers voir vos votre vous y about after all also an and any are as at be been
    but by can could did do does for from had has have he her his how i if in into is it its just my
    no not of on only or our out she so some than that the their them then there they this to too up
    us was we were what when where which who why will with would you your
""")
)
"""Folded words that tell nothing of what a text is about."""


def stems_of(word: str) -> tuple[str, ...]:
    """The stems of a word, likeliest first: French with its accents, French without, English."""
    return _stems(word[:MOST])


@lru_cache(maxsize=20_000)
def _stems(word: str) -> tuple[str, ...]:
    # One sign may fold to eighteen letters.
    plain = fold(word)[:MOST]
    if plain in _EMPTY or len(plain) < 2:
        return ()
    found = (
        fold(_FRENCH.stemWord(word.casefold())),
        fold(_FRENCH.stemWord(plain)),
        fold(_ENGLISH.stemWord(plain)),
    )
    return tuple(dict.fromkeys(one[:MOST] for one in found if one))


def words_in(text: str, most: int = 2000) -> list[tuple[str, ...]]:
    """The different words that tell something, in order, each as its stems; of the text's first `most`."""
    found = (stems_of(word) for word in _WORDS.findall(text[: most * MOST])[:most])
    return list(dict.fromkeys(one for one in found if one))


def weighed(title: str, tags: list[str], body: str) -> dict[str, int]:
    """Every stem of a text with its weight: a word of the title or of a tag tells three times as much."""
    weights: dict[str, int] = {}
    for text, weight in ((body, 1), (" ".join((title, *tags)), 3)):
        for stems in words_in(text):
            weights.update(dict.fromkeys(stems, weight))
    return weights
