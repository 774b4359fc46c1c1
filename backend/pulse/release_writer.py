"""What sealing writes: groups, what is shown of them, what their members do not see, comments, alerts."""

from collections.abc import Sequence
from itertools import compress
from uuid import uuid4

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.inserts import insert_many
from backend.identity import JOB_FAMILIES, ORG_UNITS, SITES
from backend.pulse.alarming import is_alarming
from backend.pulse.comment_rows import searchable
from backend.pulse.counting import Outcome
from backend.pulse.cuts import Cuts
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import (
    COMMENT_ALERTS,
    PULSE_COMMENTS,
    RELEASE_CELLS,
    RELEASED_GROUPS,
    SURVEYS,
    WITHHELD_FROM_MEMBERS,
    Wave,
)

AT_ONCE = 2000


async def write_release(session: Session, wave: Wave, cuts: Cuts, found: Outcome) -> None:
    """Write a wave's groups, cells and comments; of those that speak of danger, also an alert."""
    labels, comment_ids = await _labels(session, wave), [uuid4() for _ in found.comments]
    code_hashes = await _each_once(session, [one.code_hash for one in found.comments])
    rows: dict[sa.Table, list[dict[str, object]]] = {
        RELEASED_GROUPS: [
            {
                "cut": group.cut,
                "key": group.key,
                "parent_key": above.key if above else None,
                "label": labels.get(group, ""),
            }
            for group, above in cuts.parents.items()
        ],
        RELEASE_CELLS: [
            {
                "question": cell.question,
                "cut": cell.group.cut,
                "key": cell.group.key,
                "count_min": cell.count.min,
                "count_max": cell.count.max,
                "coarsened": cell.coarsened,
                "figures": dict(cell.figures),
            }
            for cell in found.cells
        ],
        WITHHELD_FROM_MEMBERS: [
            {
                "question": question,
                "member_cut": member.cut,
                "member_key": member.key,
                "cut": group.cut,
                "key": group.key,
            }
            for question, member, group in found.withheld
        ],
        PULSE_COMMENTS: [
            {
                "id": comment_ids[place],
                "unit_key": one.unit_key,
                "text": one.text,
                "search": searchable(one.text),
                "code_hash": code_hashes[place],
            }
            for place, one in enumerate(found.comments)
        ],
    }
    for table, values in rows.items():
        for start in range(0, len(values), AT_ONCE):
            part = [{"wave_id": wave.id, **one} for one in values[start : start + AT_ONCE]]
            await insert_many(session, table, part)
    alarming = (is_alarming(one.text) for one in found.comments)
    alerts = [{"comment_id": one} for one in compress(comment_ids, alarming)]
    if alerts:
        await session.execute(sa.insert(COMMENT_ALERTS), alerts)


async def _each_once(session: Session, hashes: Sequence[str | None]) -> list[str | None]:
    """The hashes of codes; nothing in place of one that is another comment's already, and opens that one."""
    given = [one for one in hashes if one]
    seen: set[str | None] = set()
    for start in range(0, len(given), AT_ONCE):
        known = PULSE_COMMENTS.c.code_hash
        used = sa.select(known).where(known.in_(given[start : start + AT_ONCE]))
        seen |= set((await session.execute(used)).scalars())
    kept: list[str | None] = []
    for one in hashes:
        kept.append(None if one in seen else one)
        seen.add(one)
    return kept


async def _labels(session: Session, wave: Wave) -> dict[Group, str]:
    """The names of groups; the whole has that of the part of the company that the survey is for, if any."""
    found: dict[Group, str] = {}
    for cut, table in ((Cut.UNIT, ORG_UNITS), (Cut.SITE, SITES), (Cut.FAMILY, JOB_FAMILIES)):
        for row in await session.execute(sa.select(table.c.id, table.c.name)):
            found[Group(cut, str(row.id))] = row.name[:200]
    found |= {Group(Cut.DIRECT, key): name for (cut, key), name in found.items() if cut is Cut.UNIT}
    part = await session.scalar(sa.select(SURVEYS.c.org_unit_id).where(SURVEYS.c.id == wave.survey_id))
    return {**found, ROOT: found.get(Group(Cut.UNIT, str(part)), "")}
