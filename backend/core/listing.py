"""Keyset pages: a list continues after its last row, whatever was added meanwhile. Never OFFSET."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.errors import Invalid

T = TypeVar("T")

MOST = 100


class BadCursor(Invalid):
    """The cursor was not made by this list."""

    field = "after"


class BadPageSize(Invalid):
    """A page holds 1 to 100 rows."""

    field = "first"


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted: `first` rows (1–100) after the cursor `after`."""

    first: int = 20
    after: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MOST:
            raise BadPageSize(most=MOST)


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of rows, the cursor after each, and whether more follow."""

    items: Sequence[T]
    cursors: Sequence[str]
    has_more: bool

    @property
    def end(self) -> str | None:
        return self.cursors[-1] if self.cursors else None


async def listed(
    session: Session,
    statement: sa.Select[Any],
    order: Sequence[sa.ColumnElement[Any]],
    page: Page,
    make: Callable[[Any], T],
    *,
    name: str,
    descending: bool = False,
) -> Listing[T]:
    """Run `statement` for one page ordered by `order` (its last column unique), in one statement.

    `name` ties a cursor to its list and order; `make` builds an item from a row. Errors: BadCursor.
    """
    statement = _continued(statement, order, page, name, descending)
    statement = statement.order_by(*_directed(order, descending)).limit(page.first + 1)
    return _cut((await session.execute(statement)).all(), page, make, name, len(order))


async def listed_by(
    session: Session,
    statement: sa.Select[Any],
    owner: sa.ColumnElement[Any],
    order: Sequence[sa.ColumnElement[Any]],
    page: Page,
    make: Callable[[Any], T],
    *,
    name: str,
    descending: bool = False,
) -> dict[Any, Listing[T]]:
    """The same page for each value of `owner`, as `listed` would make it, all in one statement.

    For lists inside lists: the columns of `statement` need distinct names. Errors: BadCursor.
    """
    directed = _directed(order, descending)
    number = sa.func.row_number().over(partition_by=owner, order_by=directed)
    numbered = _continued(statement, order, page, name, descending).add_columns(
        owner.label("_owner"), number.label("_number")
    )
    inner = numbered.subquery()
    few = sa.select(inner).where(inner.c["_number"] <= page.first + 1)
    rows_of: dict[Any, list[Any]] = {}
    for row in await session.execute(few.order_by(inner.c["_owner"], inner.c["_number"])):
        rows_of.setdefault(row._mapping["_owner"], []).append(row)
    return {key: _cut(rows, page, make, name, len(order)) for key, rows in rows_of.items()}


def _directed(order: Sequence[sa.ColumnElement[Any]], descending: bool) -> list[sa.ColumnElement[Any]]:
    return [column.desc() if descending else column for column in order]


def _continued(
    statement: sa.Select[Any],
    order: Sequence[sa.ColumnElement[Any]],
    page: Page,
    name: str,
    descending: bool,
) -> sa.Select[Any]:
    """The statement with the columns a cursor is made of, taken up again after the page's cursor."""
    statement = statement.add_columns(*(column.label(f"_key{i}") for i, column in enumerate(order)))
    if page.after is None:
        return statement
    values = _decode(page.after, name, order)
    left = sa.tuple_(*order)
    right = sa.tuple_(*(sa.literal(v, c.type) for v, c in zip(values, order, strict=True)))
    return statement.where(left < right if descending else left > right)


def _cut(rows: Sequence[Any], page: Page, make: Callable[[Any], T], name: str, keys: int) -> Listing[T]:
    """A page of the rows found; one row more than the page holds says that others follow."""
    shown = rows[: page.first]
    return Listing(
        items=[make(row) for row in shown],
        cursors=[_encode(name, [row._mapping[f"_key{i}"] for i in range(keys)]) for row in shown],
        has_more=len(rows) > page.first,
    )


def _encode(name: str, values: Sequence[Any]) -> str:
    plain = [
        v.isoformat() if hasattr(v, "isoformat") else v.hex if isinstance(v, UUID) else v for v in values
    ]
    return base64.urlsafe_b64encode(json.dumps([name, *plain]).encode()).decode().rstrip("=")


def _decode(cursor: str, name: str, order: Sequence[sa.ColumnElement[Any]]) -> list[Any]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        made_by, *values = json.loads(raw)
        if made_by != name or len(values) != len(order):
            raise BadCursor
        return [_typed(value, column) for value, column in zip(values, order, strict=True)]
    except (ValueError, TypeError, KeyError, binascii.Error, RecursionError) as error:
        raise BadCursor from error


def _typed(value: Any, column: sa.ColumnElement[Any]) -> Any:
    python_type = column.type.python_type
    if python_type is UUID:
        return UUID(hex=value)
    if hasattr(python_type, "fromisoformat"):
        return python_type.fromisoformat(value)
    if not isinstance(value, python_type):
        raise BadCursor
    return value
