"""Values that nobody types by accident, for every place where something may be typed."""

import base64
import json
import random
from collections.abc import Mapping, Sequence

ALPHABET_OF_TROUBLE = "ﷺ"
"""One character that becomes eighteen when it is folded for searching."""

TEXTS: Sequence[str] = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x1c",
    "a: \x1c",
    "\r\nSet-Cookie: a=b",
    "\u200b\u202e\ufeff",
    "\U0010ffff\ud7ff\u2028\u2029\x85",
    ALPHABET_OF_TROUBLE * 120,
    "x" * 5_000,
    "%" * 300,
    "9" * 5_000,
    "-1",
    "0",
    "1e999",
    "NaN",
    "١٢٣",
    str(2**31),
    str(2**63),
    str(10**40),
    "null",
    "true",
    "2027-02-30",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "25:61",
    "00000000-0000-0000-0000-000000000000",
    "{01890a5d-ac96-774b-bcce-b302099a8057}",
    "not-a-uuid",
    "../../etc/passwd",
    "//evil.example/",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "%(name)s %s %d",
    '=HYPERLINK("http://evil.example")',
    "' OR 1=1 --",
)


def cursor(*parts: object) -> str:
    """A cursor as lists make them, of any parts."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def cursors(name: str) -> list[str]:
    """Cursors that name a list of ours and hold what it never wrote."""
    zero = "0" * 32
    firsts = (2**70, -1, True, None, 1.5, "\x00", "\ud800", [], {}, "0001-01-01T00:00:00+14:00", "x", zero)
    made = [
        cursor(name, *([one] * (width - 1)), last)
        for width in (1, 2, 4)
        for one in firsts
        for last in (5, zero)
    ]
    return [*made, cursor(name), cursor(), cursor({}), "e30", "bnVsbA", "=", "é", "W" * 3_000]


def mixed(
    dice: random.Random, plausible: Mapping[str, Sequence[str]], odd: Sequence[str]
) -> list[tuple[str, str]]:
    """A form in which most fields are plausible; some are odd, missing or sent twice."""
    fields = []
    for name, values in plausible.items():
        times = dice.choice((0, 1, 1, 1, 1, 1, 2))
        fields += [(name, dice.choice(odd if dice.random() < 0.25 else values)) for _ in range(times)]
    return fields
