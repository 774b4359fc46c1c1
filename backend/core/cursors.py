"""Cursors: where a list continues, as text made of its last row's keys."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, overload
from uuid import UUID

import sqlalchemy as sa

from backend.core.errors import Invalid
from backend.core.text import storable

LARGEST = 2**31
"""No column that lists are ordered by holds a larger number."""


class BadCursor(Invalid):
    """The cursor was not made by this list."""

    field = "after"


class Cursors(Sequence[str]):
    """The cursor after each row, made when it is asked for: most ask for the last alone."""

    def __init__(self, name: str, keys: Sequence[Sequence[Any]]) -> None:
        self._name = name
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return Cursors(self._name, self._keys[at])
        return encode(self._name, self._keys[at])


def encode(name: str, values: Sequence[Any]) -> str:
    """The cursor of a row with these keys, in the list of this name."""
    plain = [
        v.isoformat() if hasattr(v, "isoformat") else v.hex if isinstance(v, UUID) else v for v in values
    ]
    return base64.urlsafe_b64encode(json.dumps([name, *plain]).encode()).decode().rstrip("=")


def decode(cursor: str, name: str, order: Sequence[sa.ColumnElement[Any]]) -> list[Any]:
    """The keys that a cursor is made of, as values of the columns of `order`. Errors: BadCursor."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        made_by, *values = json.loads(raw)
        if made_by != name or len(values) != len(order):
            raise BadCursor
        return [_typed(value, column) for value, column in zip(values, order, strict=True)]
    except (ValueError, TypeError, KeyError, OverflowError, binascii.Error, RecursionError) as error:
        raise BadCursor from error


def _typed(value: Any, column: sa.ColumnElement[Any]) -> Any:
    kind = column.type
    python_type = (kind.impl_instance if isinstance(kind, sa.TypeDecorator) else kind).python_type
    if python_type is UUID:
        if not isinstance(value, str):
            raise BadCursor
        return UUID(hex=value)
    if python_type is datetime:
        # Naive moments do not exist here, and comparing one with the others would fail later.
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise BadCursor
        return moment.astimezone(UTC)
    if type(value) is not python_type:
        raise BadCursor
    if isinstance(value, int) and not -LARGEST <= value < LARGEST:
        raise BadCursor
    if isinstance(value, str) and storable(value) != value:
        raise BadCursor
    return value
