"""Rule 5 once a wave's audience goes: whoever left a group is no longer known as one of its members."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.inserts import insert_many
from backend.identity import PEOPLE, PersonStatus
from backend.pulse.cuts import Cuts
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import WAVE_AUDIENCES, WAVES, WITHHELD_FROM_MEMBERS
from backend.pulse.released_members import frozen_groups
from backend.pulse.shown_units import Above, unit_group, units_above


async def withhold_from_all_where_somebody_left(session: Session, wave_id: UUID) -> None:
    """Withhold from everybody what is withheld from a group's members, if one of them is elsewhere today.

    They know an answer in it. As long as the audience is there, it tells that they were a member.
    """
    kept = WITHHELD_FROM_MEMBERS.c
    rows = await session.execute(
        sa.select(kept.question, kept.member_cut, kept.member_key, kept.cut, kept.key).where(
            kept.wave_id == wave_id
        )
    )
    withheld: dict[Group, set[tuple[str, Cut, str]]] = {}
    for question, member_cut, member_key, cut, key in rows:
        withheld.setdefault(Group(member_cut, member_key), set()).add((question, cut, key))
    told_to_all = withheld.pop(ROOT, set())
    if not withheld:
        return
    found: set[tuple[str, Cut, str]] = set()
    for group in await _left(session, wave_id, frozenset(withheld)):
        found |= withheld[group]
    values = [
        {"question": question, "member_cut": ROOT.cut, "member_key": ROOT.key, "cut": cut, "key": key}
        for question, cut, key in sorted(found - told_to_all)
    ]
    if values:
        await insert_many(session, WITHHELD_FROM_MEMBERS, [{"wave_id": wave_id, **one} for one in values])


async def _left(session: Session, wave_id: UUID, groups: frozenset[Group]) -> set[Group]:
    """Those of these groups that somebody who was asked in them has left, and is still in the company."""
    invited = await session.scalar(sa.select(WAVES.c.invited).where(WAVES.c.id == wave_id))
    cuts = Cuts(await frozen_groups(session, wave_id), invited or 0)
    above = await units_above(session)
    then = WAVE_AUDIENCES.c
    rows = await session.execute(
        sa.select(
            then.unit_id,
            then.site_id,
            then.job_family_id,
            PEOPLE.c.org_unit_id,
            PEOPLE.c.site_id.label("site_now"),
            PEOPLE.c.job_family_id.label("family_now"),
        )
        .join(PEOPLE, PEOPLE.c.id == then.person_id)
        .where(then.wave_id == wave_id, PEOPLE.c.status == PersonStatus.ACTIVE)
    )
    found: set[Group] = set()
    for row in rows:
        were = cuts.of_person(row.unit_id, row.site_id, row.job_family_id) & groups
        if were:
            found |= were - _groups_today(row.org_unit_id, row.site_now, row.family_now, above)
    return found


def _groups_today(unit: UUID | None, site: UUID | None, family: UUID | None, above: Above) -> set[Group]:
    """What `groups_known_to` counts them in from now on."""
    found = {ROOT, Group(Cut.DIRECT, ""), Group(Cut.SITE, ""), Group(Cut.FAMILY, "")}
    found |= {Group(Cut.SITE, str(site))} if site else set()
    found |= {Group(Cut.FAMILY, str(family))} if family else set()
    while unit is not None:
        found |= {unit_group(unit), Group(Cut.DIRECT, str(unit))}
        unit = above.get(unit)
    return found
