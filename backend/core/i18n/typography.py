"""French typography: the spaces that must not break a line."""

import re

NBSP = "\u00a0"
# The fonts hold U+00A0 and lack U+202F, which is why the narrow space is never used.
NARROW_NBSP = "\u202f"

_LEFT_ALONE = re.compile(r"(<[a-zA-Z/!][^<>]*>|https?://\S+)")
_UNITS = r"(?:min|h|s|jours?|ans?|km|m|€|Ko|Mo|points?)"
# A figure is a digit, or the placeholder that will hold one.
_FIGURE = r"(?:\d|\)[ds])"
_RULES = (
    (re.compile(r" (?=[;:!?»·])"), NBSP),
    # « %% » is a percent sign in a message with placeholders; « %( » opens a placeholder.
    (re.compile(r" (?=%(?!\())"), NBSP),
    (re.compile(r"(?<=«) "), NBSP),
    (re.compile(r"(?<=n°) (?=\S)"), NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
    (re.compile(rf"({_FIGURE}) (?={_UNITS}\b|€)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\bh) (?=\d)"), NBSP),
)


def nb(text: str) -> str:
    """Return French `text` with its non-breaking spaces; tags and web addresses are left as they are."""
    pieces = _LEFT_ALONE.split(text.replace(NARROW_NBSP, NBSP))
    return "".join(piece if position % 2 else _space(piece) for position, piece in enumerate(pieces))


def _space(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
