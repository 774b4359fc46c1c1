"""Text helpers that both databases agree on."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
"""Letters that Unicode does not take apart, though one types them as two: « Cœur » is found by coeur."""


MOST_SOUGHT = 200
"""Characters of a search that are looked for; a longer pattern is refused by SQLite."""


def storable(text: str) -> str:
    """The text without what no database stores: null characters and halves of surrogate pairs."""
    return text.encode(errors="ignore").decode().replace("\x00", "")


def fold(text: str) -> str:
    """Lower case without accents, spaces squeezed: what search columns hold and queries are compared as.

    >>> fold("  Inès LE-GOFF ")
    'ines le-goff'
    """
    plain = _unmarked(text.casefold().translate(_LIGATURES))
    return " ".join(_unmarked(unicodedata.normalize("NFKD", plain)).split())


def _unmarked(text: str) -> str:
    """Without combining marks: many in a row would be put in order in quadratic time."""
    return "".join(c for c in text if not unicodedata.combining(c))


def slugify(text: str) -> str:
    """A URL part: folded words joined by hyphens; at most 70 characters, never empty."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:70].strip("-") or "x"


def like(words: str) -> str:
    """A LIKE pattern matching `words` anywhere in a folded column; escape character is a backslash."""
    safe = (
        fold(words[:MOST_SOUGHT])[:MOST_SOUGHT].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    )
    return f"%{safe}%"


def words_of(text: str) -> list[str]:
    """The different folded words of a text, in their order, each cut to 40 characters.

    >>> words_of("Inès LE-GOFF, ines@telenova.example")
    ['ines', 'le', 'goff', 'telenova', 'example']
    """
    return list(dict.fromkeys(word[:40] for word in re.findall(r"[^\W_]+", fold(text))))
