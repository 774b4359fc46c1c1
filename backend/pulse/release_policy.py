"""Who reads which results. No role reads more than the release holds."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import JOB_FAMILIES, ORG_UNIT_HEADS, ORG_UNIT_TREE, PEOPLE, ancestors
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import (
    RELEASED_GROUPS,
    SURVEYS,
    WAVE_AUDIENCES,
    WAVES,
    Survey,
    Wave,
    WaveStatus,
)
from backend.pulse.policy import may_run


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader is to the organisation: where they are, what they head, whether they run the survey."""

    path: frozenset[UUID]
    heads: frozenset[UUID]
    runs: bool
    groups: frozenset[Group]
    """The groups they are a member of: theirs when the wave opened, while that is known, and of today."""

    def may_lead(self, units_around: Set[UUID]) -> bool:
        """Comments and parts of a unit: those who run the survey, heads of the unit or of one around it."""
        return self.runs or not self.heads.isdisjoint(units_around)

    def may_see(self, unit_id: UUID, units_around: Set[UUID]) -> bool:
        """The figures of a unit: who leads it, and everybody in it. A team reads its own results."""
        return unit_id in self.path or self.may_lead(units_around)


async def reader_of(session: Session, actor: Actor, wave: Wave, survey: Survey) -> Reader:
    """The actor as a reader of a wave's results."""
    above = await ancestors(session, actor.org_unit_id)
    is_meant = survey.org_unit_id is None or survey.org_unit_id in above
    heads = await session.execute(_headed_by(actor))
    runs = may_run(actor, await ancestors(session, survey.org_unit_id))
    groups = await groups_known_to(session, actor, wave)
    return Reader(frozenset(above if is_meant else ()), frozenset(heads.scalars()), runs, groups)


async def told_to(session: Session, actor: Actor) -> sa.ColumnElement[bool]:
    """Whether a wave is sealed and asked in the actor's unit, or in one they head.

    A condition on waves and their surveys.
    """
    heads = (await session.execute(_headed_by(actor))).scalars()
    own = sa.and_(meant_for(actor), _asked_in([actor.org_unit_id] if actor.org_unit_id else []))
    return sa.and_(WAVES.c.status == WaveStatus.SEALED, sa.or_(own, _asked_in(heads)))


def meant_for(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether a survey is for a part of the company that the actor is in, as a condition on surveys."""
    around = sa.select(ORG_UNIT_TREE.c.ancestor_id).where(ORG_UNIT_TREE.c.descendant_id == actor.org_unit_id)
    return sa.or_(SURVEYS.c.org_unit_id.is_(None), SURVEYS.c.org_unit_id.in_(around))


def _asked_in(units: Iterable[UUID]) -> sa.ColumnElement[bool]:
    group = RELEASED_GROUPS.c
    keys = [str(one) for one in units]
    return sa.exists().where(group.wave_id == WAVES.c.id, group.cut == Cut.UNIT, group.key.in_(keys))


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
