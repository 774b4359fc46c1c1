"""A day is a day on somebody's clocks: an instant has none until it is brought to a zone."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ON_A_CLOCK = ("astimezone(", "on_the_clock(", "strptime(")
"""What makes a moment that has a day: the last reads a day that somebody typed."""


def days_asked(path: Path) -> Iterator[str]:
    """What each `.date()` of a file is asked of."""
    text = path.read_text(encoding="utf-8")
    if ".date()" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr == "date":
            yield ast.unparse(node.value)


def test_no_day_is_asked_of_an_instant_without_a_zone() -> None:
    found = {
        (str(path.relative_to(ROOT)), moment)
        for folder in ("backend", "schema")
        for path in (ROOT / folder).rglob("*.py")
        for moment in days_asked(path)
        if not any(one in moment for one in ON_A_CLOCK)
    }
    assert found == set()
