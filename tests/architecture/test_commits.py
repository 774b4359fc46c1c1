"""Who ends a unit of work: docs/decisions/0004-where-work-is-committed.md."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOORS = {
    "backend/web/page.py",
    "backend/web/back_channel.py",
    "backend/web/sign_in.py",
    "schema/transaction.py",
    "schema/unsigned.py",
    "schema/callers.py",
    "backend/worker.py",
    "seeds/run.py",
}
BY_THEMSELVES = {"backend/digests/round.py"}
"""Ballots and marks write on connections of their own, and are not seen here."""


def test_no_verb_ends_the_unit_of_work_that_it_was_given() -> None:
    found = {
        str(path.relative_to(ROOT))
        for folder in ("backend", "schema", "seeds")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"\.commit\(\)", path.read_text(encoding="utf-8"))
    }
    commands = {name for name in found if name.startswith(("backend/cli/", "backend/migrations/"))}
    assert found - commands == DOORS | BY_THEMSELVES
