"""Values that rows keep wrapped by the vault, and wrapping them anew once the house's secret has changed."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.vault import NotSealedHere, Vault


class Under(StrEnum):
    """The secret that a value is wrapped under: the one in force, an earlier one, or none that is known."""

    CURRENT = "current"
    EARLIER = "earlier"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A column of wrapped values, each about its row's `id`; those still `used` are few, and read at once."""

    what: str
    id: sa.Column[UUID]
    value: sa.Column[Any]
    used: sa.ColumnElement[bool] = field(default_factory=sa.true)

    async def look(self, session: Session, vault: Vault) -> Counter[Under]:
        """How many are wrapped under what."""
        return Counter(_under(vault, row.id.bytes, row.value) for row in await self._rows(session))

    async def rewrap(self, session: Session, vault: Vault) -> Counter[Under]:
        """Wrap those that an earlier secret wraps under the one in force; how many were under what."""
        found: Counter[Under] = Counter()
        for row in await self._rows(session):
            under = _under(vault, row.id.bytes, row.value)
            found[under] += 1
            if under is Under.EARLIER:
                anew = vault.wrap(vault.unwrap(row.value, row.id.bytes), row.id.bytes)
                unchanged = sa.and_(self.id == row.id, self.value == row.value)
                await session.execute(sa.update(self.value.table).where(unchanged).values({self.value: anew}))
        return found

    async def _rows(self, session: Session) -> list[sa.Row[Any]]:
        rows = sa.select(self.id.label("id"), self.value.label("value")).where(self.used)
        return list((await session.execute(rows)).all())


def _under(vault: Vault, about: bytes, wrapped: bytes) -> Under:
    try:
        return Under.CURRENT if vault.is_current(wrapped, about) else Under.EARLIER
    except NotSealedHere:
        return Under.UNKNOWN
