"""Rule 5 once a wave's audience goes: whoever was in a group is known by the next audience, or no longer."""

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.core.inserts import insert_many
from backend.pulse.cuts import Cuts
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import WAVE_AUDIENCES, WAVES, WITHHELD_FROM_MEMBERS, Wave
from backend.pulse.released_members import frozen_groups
from backend.pulse.shown_units import Above, unit_group, units_above


class _Cell(NamedTuple):
    wave_id: UUID
    question: str
    cut: Cut
    key: str


async def withhold_from_all_where_nobody_knows(
    session: Session, wave: Wave, followed_by: UUID | None
) -> None:
    """Withhold from everybody what is withheld from a group's members, once one of them is not known as such.

    They know an answer in it, in this wave or in one before. The next wave's audience says that they were a
    member, whatever becomes of them, if it holds them there; where no wave follows nothing does.
    """
    kept = WITHHELD_FROM_MEMBERS.c
    rows = await session.execute(
        sa.select(kept.member_cut, kept.member_key, kept.wave_id, kept.question, kept.cut, kept.key)
        .join(WAVES, WAVES.c.id == kept.wave_id)
        .where(WAVES.c.survey_id == wave.survey_id, WAVES.c.number <= wave.number)
    )
    withheld: dict[Group, set[_Cell]] = {}
    for member_cut, member_key, *cell in rows:
        withheld.setdefault(Group(member_cut, member_key), set()).add(_Cell(*cell))
    told_to_all = withheld.pop(ROOT, set())
    if not withheld:
        return
    lost = await _no_longer_known(session, wave, followed_by, frozenset(withheld))
    cells = set[_Cell]().union(*(withheld[group] for group in lost)) - told_to_all
    if cells:
        everybody = {"member_cut": ROOT.cut, "member_key": ROOT.key}
        await insert_many(
            session, WITHHELD_FROM_MEMBERS, [one._asdict() | everybody for one in sorted(cells)]
        )


async def _no_longer_known(
    session: Session, wave: Wave, followed_by: UUID | None, groups: frozenset[Group]
) -> set[Group]:
    """Those of these groups with somebody whom the next audience does not hold there."""
    cuts = Cuts(await frozen_groups(session, wave.id), wave.invited)
    above = await units_above(session)
    then, later = WAVE_AUDIENCES.c, alias_of(WAVE_AUDIENCES, "later")
    names = ("unit_id", "site_id", "job_family_id")
    rows = await session.execute(
        sa.select(*(then[name] for name in names), *(later.c[name] for name in names))
        .outerjoin(later, sa.and_(later.c.person_id == then.person_id, later.c.wave_id == followed_by))
        .where(then.wave_id == wave.id)
    )
    found: set[Group] = set()
    for unit, site, family, unit_after, site_after, family_after in rows:
        were = cuts.of_person(unit, site, family) | _known(unit, site, family, above)
        found |= (were & groups) - _known(unit_after, site_after, family_after, above)
    return found


def _known(unit: UUID | None, site: UUID | None, family: UUID | None, above: Above) -> set[Group]:
    """What `groups_known_to` counts somebody in whom an audience holds with these groups."""
    found = {ROOT, Group(Cut.DIRECT, ""), Group(Cut.SITE, ""), Group(Cut.FAMILY, "")}
    found |= {Group(Cut.SITE, str(site))} if site else set()
    found |= {Group(Cut.FAMILY, str(family))} if family else set()
    while unit is not None:
        found |= {unit_group(unit), Group(Cut.DIRECT, str(unit))}
        unit = above.get(unit)
    return found
