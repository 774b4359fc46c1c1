"""Letting a column take more, or fewer, of its words."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


def change_words(table: str, column: str, before: Sequence[str], after: Sequence[str]) -> None:
    """Rewrite the check of a column of words, `ck_<table>_<column>`, from these words to those.

    On SQLite the text of the check is edited where it is kept, as https://www.sqlite.org/lang_altertable.html
    allows: making the table anew would delete what refers to it.
    """
    name = f"ck_{table}_{column}"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, _check(column, after))
        return
    op.execute("PRAGMA writable_schema=ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name = :table"
        ).bindparams(before=_check(column, before), after=_check(column, after), table=table)
    )
    op.execute("PRAGMA writable_schema=RESET")


def _check(column: str, words: Sequence[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"
