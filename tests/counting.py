"""Counting the statements a piece of code sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from backend.core.db import Database


@dataclass
class Counted:
    """The statements sent inside the block, in order, and the values sent with each."""

    statements: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.statements)


@contextmanager
def counting(database: Database) -> Iterator[Counted]:
    """Count what is sent through `database`, reads and writes; BEGIN, COMMIT and pings are not statements.

    with counting(database) as sent: ...
    assert sent.count == 2
    """
    counted = Counted()

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            counted.statements.append(statement)
            counted.values.append(values)

    engines = {database.reader.sync_engine, database.writer.sync_engine}
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", note)
