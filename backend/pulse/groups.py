"""The groups of a wave's audience, frozen with it: how many were asked in each, and what ballots call it."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import ORG_UNITS
from backend.pulse.models import WAVE_AUDIENCES, WAVE_GROUPS, GroupKind, Wave


async def freeze_groups(session: Session, wave: Wave, k: int) -> None:
    """Write the wave's units with all their ancestors, its sites and its job families."""
    rows = [_row(GroupKind.UNIT, *one) for one in await _units(session, wave.id, k)]
    for kind in (GroupKind.SITE, GroupKind.JOB_FAMILY):
        counts = await _asked_in(session, wave.id, kind)
        rows += [_row(kind, group, None, n, group if n >= k else None) for group, n in counts.items()]
    if rows:
        await session.execute(sa.insert(WAVE_GROUPS).values(wave_id=wave.id), rows)


async def _units(session: Session, wave_id: UUID, k: int) -> list[tuple[UUID, UUID | None, int, UUID | None]]:
    """(unit, parent, people asked in it and below, what its ballots name), where somebody was asked."""
    direct = await _asked_in(session, wave_id, GroupKind.UNIT)
    parents = {
        row.id: row.parent_id
        for row in await session.execute(sa.select(ORG_UNITS.c.id, ORG_UNITS.c.parent_id))
    }
    below: Counter[UUID] = Counter()
    for unit, count in direct.items():
        above: UUID | None = unit
        while above is not None:
            below[above] += count
            above = parents.get(above)
    return [(unit, parents.get(unit), n, _named(unit, parents, below, k)) for unit, n in below.items()]


def _named(unit: UUID, parents: Mapping[UUID, UUID | None], asked: Mapping[UUID, int], k: int) -> UUID | None:
    """The unit, or its nearest ancestor with at least k people asked; none is the whole company."""
    found: UUID | None = unit
    while found is not None and asked[found] < k:
        found = parents.get(found)
    return found


async def _asked_in(session: Session, wave_id: UUID, kind: GroupKind) -> dict[UUID, int]:
    group = WAVE_AUDIENCES.c[f"{kind.value}_id"]
    found = await session.execute(
        sa.select(group, sa.func.count())
        .where(WAVE_AUDIENCES.c.wave_id == wave_id, group.is_not(None))
        .group_by(group)
    )
    return {row[0]: row[1] for row in found}


def _row(
    kind: GroupKind, group: UUID, parent: UUID | None, invited: int, named: UUID | None
) -> dict[str, object]:
    return {"kind": kind, "group_id": group, "parent_id": parent, "invited": invited, "counted_as": named}
