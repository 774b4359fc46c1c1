"""Who answers now and who did at each group's last release, under one key, at the one moment both exist."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.inserts import insert_many
from backend.identity import PEOPLE
from backend.pulse.cuts import Cuts, Frozen
from backend.pulse.disclosure import Group
from backend.pulse.keys import WaveKeys, keys_of
from backend.pulse.models import (
    PARTICIPATIONS,
    RELEASE_CELLS,
    RELEASED_MEMBERS,
    WAVE_AUDIENCES,
    WAVE_GROUPS,
    Wave,
)

Members = dict[Group, set[bytes]]
AT_ONCE = 5000


async def answering(session: Session, wave: Wave, cuts: Cuts, keys: WaveKeys) -> Members:
    """The hashes of those who took part in a wave, by group."""
    took_part = set(
        (
            await session.execute(
                sa.select(PARTICIPATIONS.c.person_hash).where(PARTICIPATIONS.c.wave_id == wave.id)
            )
        ).scalars()
    )
    person = WAVE_AUDIENCES.c
    crossed = (sa.null(), sa.null()) if cuts.is_large else (person.site_id, person.job_family_id)
    asked = sa.select(person.person_id, person.unit_id, *crossed).where(person.wave_id == wave.id)
    found: Members = {group: set() for group in cuts.parents}
    for person_id, *groups in await session.execute(asked):
        person_hash = keys.person_hash(person_id)
        if person_hash in took_part:
            for group in cuts.of_person(*groups):
                found[group].add(person_hash)
    return found


async def at_last_release(session: Session, before: Wave, new: WaveKeys) -> Members:
    """The members of each group's last release, hashed under the new wave's key.

    `before` is the survey's last sealed wave: groups that it released are counted from those who
    took part, the others were kept. Every person's row is tried, inactive ones included, and whoever the new
    wave asked, so that somebody who answered both and was erased since is still the same. Whoever is found no
    more keeps the old hash, which nobody has under the new key: they count as changed.
    """
    old = await keys_of(session, before.id)
    cuts = Cuts(await frozen_groups(session, before.id), before.invited)
    members = await answering(session, before, cuts, old)
    found = {group: members[group] for group in await _released_in(session, before.id)}
    kept = RELEASED_MEMBERS.c
    rows = await session.execute(
        sa.select(kept.cut, kept.key, kept.person_hash).where(kept.survey_id == before.survey_id)
    )
    for cut, key, person_hash in rows:
        found.setdefault(Group(cut, key), set()).add(person_hash)
    wanted = frozenset[bytes]().union(*found.values())
    asked = sa.select(WAVE_AUDIENCES.c.person_id).where(WAVE_AUDIENCES.c.wave_id == new.wave_id)
    people = (await session.execute(sa.union(sa.select(PEOPLE.c.id), asked))).scalars()
    hashed = ((old.person_hash(person_id), person_id) for person_id in people)
    again = {was: new.person_hash(person_id) for was, person_id in hashed if was in wanted}
    return {group: {again.get(one, one) for one in hashes} for group, hashes in found.items()}


async def remember(session: Session, survey_id: UUID, last: Members, released: Collection[Group]) -> None:
    """Keep the members of the last release of the groups that this wave did not release."""
    await session.execute(sa.delete(RELEASED_MEMBERS).where(RELEASED_MEMBERS.c.survey_id == survey_id))
    rows = [
        {"survey_id": survey_id, "cut": group.cut, "key": group.key, "person_hash": person_hash}
        for group, members in sorted(last.items())
        if group not in released
        for person_hash in sorted(members)
    ]
    for start in range(0, len(rows), AT_ONCE):
        await insert_many(session, RELEASED_MEMBERS, rows[start : start + AT_ONCE])


async def frozen_groups(session: Session, wave_id: UUID) -> list[Frozen]:
    """The groups that were frozen with a wave."""
    table = WAVE_GROUPS.c
    rows = await session.execute(
        sa.select(table.kind, table.group_id, table.parent_id, table.invited, table.counted_as).where(
            table.wave_id == wave_id
        )
    )
    return [Frozen(*row) for row in rows]


async def _released_in(session: Session, wave_id: UUID) -> list[Group]:
    cells = RELEASE_CELLS.c
    rows = await session.execute(sa.select(cells.cut, cells.key).where(cells.wave_id == wave_id).distinct())
    return [Group(*row) for row in rows]
