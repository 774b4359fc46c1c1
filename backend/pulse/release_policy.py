"""Who reads which results. No role reads more than the release holds."""

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.identity import ORG_UNIT_HEADS, ORG_UNIT_TREE, PEOPLE, ancestors
from backend.pulse.asked_units import asked, asked_for
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import (
    ASKED_UNITS,
    WAVE_AUDIENCES,
    WAVE_GROUPS,
    WAVES,
    GroupKind,
    Survey,
    Wave,
    WaveStatus,
)
from backend.pulse.policy import may_run


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader is to a wave: where they were asked, what they head, whether they run the survey."""

    keys: frozenset[str]
    """What the release counts as the units that make them a reader; see `asked_units`."""
    heads: frozenset[UUID]
    runs: bool
    groups: frozenset[Group]
    """The groups they are a member of, as far as it is known: of today and of the last waves."""

    @property
    def reads(self) -> bool:
        """Whether they read any results of the wave: those of the whole, then."""
        return self.runs or bool(self.keys)

    def may_lead(self, units_around: Set[UUID]) -> bool:
        """Comments and parts of a unit: those who run the survey, heads of the unit or of one around it."""
        return self.runs or not self.heads.isdisjoint(units_around)


async def reader_of(session: Session, actor: Actor, wave: Wave, survey: Survey) -> Reader:
    """The actor as a reader of a wave's results; of none by a token that somebody else made."""
    if actor.by_another:
        return Reader(frozenset(), frozenset(), runs=False, groups=frozenset())
    heads = frozenset((await session.execute(_headed_by(actor))).scalars())
    keys = await session.execute(
        sa.select(ASKED_UNITS.c.counted_as).where(
            ASKED_UNITS.c.wave_id == wave.id, asked_for(actor.org_unit_id, heads)
        )
    )
    runs = may_run(actor, await ancestors(session, survey.org_unit_id))
    groups = await groups_known_to(session, actor)
    return Reader(frozenset(keys.scalars()), heads, runs, groups)


async def told_to(session: Session, actor: Actor) -> sa.ColumnElement[bool]:
    """Whether a wave is sealed, and the actor reads its results without running its survey.

    A condition on waves.
    """
    if actor.by_another:
        return sa.false()
    heads = (await session.execute(_headed_by(actor))).scalars().all()
    return sa.and_(WAVES.c.status == WaveStatus.SEALED, asked(actor.org_unit_id, heads))


def _headed_by(actor: Actor) -> sa.Select[tuple[UUID]]:
    return sa.select(ORG_UNIT_HEADS.c.org_unit_id).where(ORG_UNIT_HEADS.c.person_id == actor.person_id)


def _units_then(actor: Actor) -> sa.Select[tuple[UUID]]:
    """The units around the actor's when each wave opened that keeps its audience, in the tree of that day."""
    there, above = WAVE_AUDIENCES.c, alias_of(WAVE_GROUPS, "above")
    own = sa.select(there.wave_id, there.unit_id.label("id")).where(there.person_id == actor.person_id)
    then = own.cte("then", recursive=True)
    around = sa.select(above.c.wave_id, above.c.parent_id).where(
        above.c.wave_id == then.c.wave_id, above.c.group_id == then.c.id, above.c.kind == GroupKind.UNIT
    )
    found = then.union(around.where(above.c.parent_id.is_not(None)))
    return sa.select(found.c.id).where(found.c.id.is_not(None))


async def groups_known_to(session: Session, actor: Actor) -> frozenset[Group]:
    """Every group the actor may know an answer of: of today, and of each wave whose audience is kept.

    Three statements. What a wave whose audience is gone withholds counts on those after it, see
    `former_members`.
    """
    there, person = WAVE_AUDIENCES.c, PEOPLE.c
    then = sa.select(there.unit_id, there.site_id, there.job_family_id)
    then = then.where(there.person_id == actor.person_id).distinct()
    today = sa.select(person.org_unit_id, person.site_id, person.job_family_id)
    today = today.where(person.id == actor.person_id)
    rows = [*await session.execute(then), *await session.execute(today)]
    tree = ORG_UNIT_TREE.c
    around = sa.select(tree.ancestor_id).where(tree.descendant_id.in_({row[0] for row in rows if row[0]}))
    units = set((await session.execute(around.union(_units_then(actor)))).scalars())
    found = {ROOT, Group(Cut.DIRECT, ""), Group(Cut.SITE, ""), Group(Cut.FAMILY, "")}
    found |= {Group(cut, str(one)) for one in units for cut in (Cut.UNIT, Cut.DIRECT)}
    found |= {Group(Cut.SITE, str(row[1])) for row in rows if row[1]}
    return frozenset(found | {Group(Cut.FAMILY, str(row[2])) for row in rows if row[2]})
