"""Who reads which results. No role reads more than the release holds."""

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import JOB_FAMILIES, ORG_UNIT_HEADS, PEOPLE, ancestors
from backend.pulse.asked_units import asked, asked_for
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import (
    ASKED_UNITS,
    WAVE_AUDIENCES,
    WAVES,
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
    """The groups they are a member of: theirs when the wave opened, while that is known, and of today."""

    @property
    def reads(self) -> bool:
        """Whether they read any results of the wave: those of the whole, then."""
        return self.runs or bool(self.keys)

    def may_lead(self, units_around: Set[UUID]) -> bool:
        """Comments and parts of a unit: those who run the survey, heads of the unit or of one around it."""
        return self.runs or not self.heads.isdisjoint(units_around)


async def reader_of(session: Session, actor: Actor, wave: Wave, survey: Survey) -> Reader:
    """The actor as a reader of a wave's results."""
    heads = frozenset((await session.execute(_headed_by(actor))).scalars())
    keys = await session.execute(
        sa.select(ASKED_UNITS.c.counted_as).where(
            ASKED_UNITS.c.wave_id == wave.id, asked_for(actor.org_unit_id, heads)
        )
    )
    runs = may_run(actor, await ancestors(session, survey.org_unit_id))
    groups = await groups_known_to(session, actor, wave)
    return Reader(frozenset(keys.scalars()), heads, runs, groups)


async def told_to(session: Session, actor: Actor) -> sa.ColumnElement[bool]:
    """Whether a wave is sealed, and the actor reads its results without running its survey.

    A condition on waves.
    """
    heads = (await session.execute(_headed_by(actor))).scalars().all()
    return sa.and_(WAVES.c.status == WaveStatus.SEALED, asked(actor.org_unit_id, heads))


def _headed_by(actor: Actor) -> sa.Select[tuple[UUID]]:
    return sa.select(ORG_UNIT_HEADS.c.org_unit_id).where(ORG_UNIT_HEADS.c.person_id == actor.person_id)


async def groups_known_to(session: Session, actor: Actor, wave: Wave | None = None) -> frozenset[Group]:
    """Every group the actor may know an answer of, in a wave or in any."""
    then = sa.select(
        WAVE_AUDIENCES.c.unit_id, WAVE_AUDIENCES.c.site_id, WAVE_AUDIENCES.c.job_family_id
    ).where(WAVE_AUDIENCES.c.person_id == actor.person_id)
    if wave is not None:
        then = then.where(WAVE_AUDIENCES.c.wave_id == wave.id)
    today = sa.select(PEOPLE.c.org_unit_id, PEOPLE.c.site_id, JOB_FAMILIES.c.id).where(
        PEOPLE.c.id == actor.person_id
    )
    today = today.outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
    found = {ROOT, Group(Cut.SITE, ""), Group(Cut.FAMILY, "")}
    for statement in (then, today):
        for unit, site, family in await session.execute(statement):
            for one in await ancestors(session, unit):
                found |= {Group(Cut.UNIT, str(one)), Group(Cut.DIRECT, str(one))}
            found.add(Group(Cut.DIRECT, ""))
            found |= {Group(Cut.SITE, str(site))} if site else set()
            found |= {Group(Cut.FAMILY, str(family))} if family else set()
    return frozenset(found)
