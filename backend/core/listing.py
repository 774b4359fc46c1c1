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
    keys = [column.label(f"_key{i}") for i, column in enumerate(order)]
    statement = _after(statement.add_columns(*keys), order, page, name, descending)
    statement = statement.order_by(*(c.desc() if descending else c for c in order)).limit(page.first + 1)
    rows = (await session.execute(statement)).all()
    return _cut(rows, page, [k.name for k in keys], make, name)


async def listed_each(
    session: Session,
    statement: sa.Select[Any],
    wanted: Sequence[UUID],
    group: sa.ColumnElement[UUID],
    order: Sequence[sa.ColumnElement[Any]],
    page: Page,
    make: Callable[[Any], T],
    *,
    name: str,
    descending: bool = False,
) -> dict[UUID, Listing[T]]:
    """The same page of several lists at once, in one statement: one `Listing` for each id of `wanted`.

    `statement` selects the rows of all of them and `group` says whose each row is; see `listed` for the rest.
    """
    keys = [column.label(f"_key{i}") for i, column in enumerate(order)]
    directed = [c.desc() if descending else c for c in order]
    place = sa.func.row_number().over(partition_by=group, order_by=directed).label("_place")
    inner = _after(statement.add_columns(*keys, group.label("_group"), place), order, page, name, descending)
    numbered = inner.subquery()
    outer = sa.select(numbered).where(numbered.c._place <= page.first + 1)
    rows: dict[UUID, list[Any]] = {id_: [] for id_ in wanted}
    for row in await session.execute(outer.order_by(numbered.c._group, numbered.c._place)):
        rows[row._mapping["_group"]].append(row)
    key_names = [k.name for k in keys]
    return {id_: _cut(found, page, key_names, make, name) for id_, found in rows.items()}


def _after(
    statement: sa.Select[Any],
    order: Sequence[sa.ColumnElement[Any]],
    page: Page,
    name: str,
    descending: bool,
) -> sa.Select[Any]:
    """The statement from the page's cursor on. Errors: BadCursor."""
    if page.after is None:
        return statement
    values = _decode(page.after, name, order)
    left = sa.tuple_(*order)
    right = sa.tuple_(*(sa.literal(v, c.type) for v, c in zip(values, order, strict=True)))
    return statement.where(left < right if descending else left > right)


def _cut(
    rows: Sequence[Any], page: Page, keys: Sequence[str], make: Callable[[Any], T], name: str
) -> Listing[T]:
    """The rows of one page out of those read, one more than a page when there are more."""
    shown = rows[: page.first]
    return Listing(
        items=[make(row) for row in shown],
        cursors=[_encode(name, [getattr(row, key) for key in keys]) for row in shown],
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
