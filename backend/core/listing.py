"""Keyset pages: a list continues after its last row, whatever was added meanwhile. Never OFFSET."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from backend.core.cursors import Cursors, decode
from backend.core.db import Session
from backend.core.errors import Invalid

T = TypeVar("T")

MOST = 100


class BadPageSize(Invalid):
    """A page holds 1 to 100 rows."""

    field = "first"


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted: `first` rows (1–100) after the cursor `after`.

    `peek` also looks how many rows the next page will show, for those who announce it.
    """

    first: int = 20
    after: str | None = None
    peek: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MOST:
            raise BadPageSize(most=MOST)

    @property
    def read(self) -> int:
        """How many rows to read to serve the page."""
        return 2 * self.first if self.peek else self.first + 1


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of rows, the cursor after each, and whether more follow; `more` counts them if peeked at."""

    items: Sequence[T]
    cursors: Sequence[str]
    has_more: bool
    more: int = 0

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
    values: Mapping[str, Any] | None = None,
) -> Listing[T]:
    """Run `statement` for one page ordered by `order` (its last column unique), in one statement.

    `name` ties a cursor to its list and order; `make` builds an item from a row. `values` are those of a
    statement that is made once: its pages are made once too. Errors: BadCursor.
    """
    made = _paged if values is None else _paged_once
    paged = made(statement, tuple(order), page.read, descending)
    found = await session.execute(_after(paged, order, page, name, descending), values)
    shown = found.fetchmany(page.first)
    return _page(shown, len(found.scalars().all()), slice(-len(order), None), make, name)


def _paged(
    statement: sa.Select[Any], order: tuple[sa.ColumnElement[Any], ...], read: int, descending: bool
) -> sa.Select[Any]:
    ordered = (column.desc() if descending else column for column in order)
    return _with_keys(statement, order).order_by(*ordered).limit(read)


_paged_once = lru_cache(maxsize=256)(_paged)


async def listed_by(
    session: Session,
    statement: sa.Select[Any],
    group: sa.ColumnElement[Any],
    groups: Sequence[Any],
    order: Sequence[sa.ColumnElement[Any]],
    page: Page,
    make: Callable[[Any], T],
    *,
    name: str,
    descending: bool = False,
    apart: bool = False,
) -> dict[Any, Listing[T]]:
    """As `listed`, one page for each of `groups` (values of the column `group`), in one statement.

    Labels of `statement` must differ from each other. A group without rows has an empty page. `apart` has
    PostgreSQL look group by group, by the index that there is, where it would read a whole table for all.
    """
    if len(groups) == 1:
        # Its rows need no rank.
        alone = statement.where(group == groups[0])
        return {groups[0]: await listed(session, alone, order, page, make, name=name, descending=descending)}
    statement = _after(_with_keys(statement, order), order, page, name, descending)
    rank = sa.func.row_number().over(
        partition_by=group, order_by=[c.desc() if descending else c for c in order]
    )
    ranked = statement.add_columns(group.label("_group"), rank.label("_rank"))
    one: sa.FromClause
    if apart and session.get_bind().dialect.name == "postgresql":
        wanted = (
            sa.func.unnest(sa.literal(list(groups), ARRAY(group.type)))
            .table_valued("id")
            .render_derived(name="wanted")
        )
        one = ranked.where(group == wanted.c.id).lateral()
        read = sa.select(one).select_from(wanted.join(one, sa.true()))
    else:
        one = ranked.where(group.in_(groups)).subquery()
        read = sa.select(one)
    rows = await session.execute(read.where(one.c["_rank"] <= page.read).order_by(one.c["_rank"]))
    found: dict[Any, list[Any]] = {one: [] for one in groups}
    for row in rows:
        found[row._mapping["_group"]].append(row)
    keys = slice(-len(order) - 2, -2)
    return {
        one: _page(rows_of[: page.first], len(rows_of[page.first :]), keys, make, name)
        for one, rows_of in found.items()
    }


def _with_keys(statement: sa.Select[Any], order: Sequence[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    """The statement with what its rows' cursors are made of, in its last columns."""
    return statement.add_columns(*(column.label(f"_key{i}") for i, column in enumerate(order)))


def _after(
    statement: sa.Select[Any],
    order: Sequence[sa.ColumnElement[Any]],
    page: Page,
    name: str,
    descending: bool,
) -> sa.Select[Any]:
    """The statement continued after the page's cursor."""
    if page.after is None:
        return statement
    values = decode(page.after, name, order)
    left = sa.tuple_(*order)
    right = sa.tuple_(*(sa.literal(v, c.type) for v, c in zip(values, order, strict=True)))
    return statement.where(left < right if descending else left > right)


def _page(shown: Sequence[Any], more: int, keys: slice, make: Callable[[Any], T], name: str) -> Listing[T]:
    return Listing(
        items=[make(row) for row in shown],
        cursors=Cursors(name, [row[keys] for row in shown]),
        has_more=more > 0,
        more=more,
    )
