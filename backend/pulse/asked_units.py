"""Where a wave asked: kept at sealing, for whoever reads its results to be told once its audience is gone."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.inserts import insert_many
from backend.pulse.models import ASKED_UNITS, WAVE_AUDIENCES, WAVE_GROUPS, WAVES, GroupKind

AT_ONCE = 2000


async def keep_asked_units(session: Session, wave_id: UUID) -> None:
    """Write the units in which a wave asked somebody, and those around them; its audience is still there."""
    there, group = WAVE_AUDIENCES.c, WAVE_GROUPS.c
    found = await session.execute(sa.select(there.unit_id).where(there.wave_id == wave_id).distinct())
    direct = set(found.scalars())
    units = await session.execute(
        sa.select(group.group_id, group.counted_as).where(
            group.wave_id == wave_id, group.kind == GroupKind.UNIT
        )
    )
    rows = [
        {
            "wave_id": wave_id,
            "key": str(unit),
            "counted_as": str(named) if named else "",
            "is_direct": unit in direct,
        }
        for unit, named in units
    ]
    for start in range(0, len(rows), AT_ONCE):
        await insert_many(session, ASKED_UNITS, rows[start : start + AT_ONCE])


def asked_for(own: UUID | None, heads: Collection[UUID]) -> sa.ColumnElement[bool]:
    """The one rule of who reads results, as a condition on asked units.

    People were asked right in the reader's `own` unit, or in one that they head or inside it.
    """
    key = ASKED_UNITS.c.key
    asked_there = sa.and_(key == str(own), ASKED_UNITS.c.is_direct)
    return sa.or_(asked_there, key.in_([str(one) for one in heads]))


def asked(own: UUID | None, heads: Collection[UUID]) -> sa.ColumnElement[bool]:
    """The same, as a condition on waves."""
    return sa.exists().where(ASKED_UNITS.c.wave_id == WAVES.c.id, asked_for(own, heads))
