"""Whom a survey asks: parts of the company, narrowed by the limit of pressure, sampled, frozen at opening."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend import circles
from backend.core.db import Session
from backend.core.inserts import look_again
from backend.core.listing import Listing, Page, listed
from backend.identity import JOB_FAMILIES, ORG_UNIT_TREE, ORG_UNITS, PEOPLE, SITES, PersonStatus, subtree
from backend.pulse import errors
from backend.pulse.inputs import AudiencePartInput
from backend.pulse.models import (
    SURVEY_AUDIENCES,
    WAVE_AUDIENCES,
    WAVES,
    AudienceKind,
    Survey,
    Wave,
    WaveStatus,
)
from backend.pulse.pressure import enough_from, pressed

BY_NAME = {AudienceKind.SITE: SITES, AudienceKind.JOB_FAMILY: JOB_FAMILIES}
"""What may be chosen from a list by name; units and circles have lists of their own."""


async def parts_of(session: Session, survey_id: UUID) -> list[AudiencePartInput]:
    """The parts that a survey asks; none for everybody under its root."""
    rows = await session.execute(
        sa.select(SURVEY_AUDIENCES.c.kind, SURVEY_AUDIENCES.c.target_id).where(
            SURVEY_AUDIENCES.c.survey_id == survey_id
        )
    )
    return [AudiencePartInput(kind=row.kind, target_id=row.target_id) for row in rows]


async def write_parts(session: Session, survey: Survey, parts: Collection[AudiencePartInput]) -> None:
    """Replace the parts a survey asks. Errors: UnknownTarget."""
    wanted = {(part.kind, part.target_id) for part in parts}
    for kind in {kind for kind, _ in wanted}:
        await _require_known(session, survey, kind, {target for of, target in wanted if of is kind})
    await session.execute(sa.delete(SURVEY_AUDIENCES).where(SURVEY_AUDIENCES.c.survey_id == survey.id))
    rows = [{"survey_id": survey.id, "kind": kind, "target_id": target} for kind, target in wanted]
    if rows:
        await session.execute(sa.insert(SURVEY_AUDIENCES), rows)


async def _require_known(
    session: Session, survey: Survey, kind: AudienceKind, targets: Collection[UUID]
) -> None:
    if kind is AudienceKind.CIRCLE:
        known = set(await circles.known_circles(session, targets))
    else:
        ids = {
            AudienceKind.UNIT: ORG_UNITS.c.id,
            AudienceKind.SITE: SITES.c.id,
            AudienceKind.JOB_FAMILY: JOB_FAMILIES.c.id,
        }[kind]
        statement = sa.select(ids).where(ids.in_(targets))
        if kind is AudienceKind.UNIT and survey.org_unit_id is not None:
            statement = statement.where(ids.in_(subtree(survey.org_unit_id)))
        known = set((await session.execute(statement)).scalars())
    if known != set(targets):
        raise errors.UnknownTarget


def wanted(survey: Survey, parts: Sequence[AudiencePartInput]) -> sa.ColumnElement[bool]:
    """The people a survey is meant for, as a condition on people: active, under its root, in its parts."""
    conditions = [PEOPLE.c.status == PersonStatus.ACTIVE]
    if survey.org_unit_id is not None:
        conditions.append(PEOPLE.c.org_unit_id.in_(subtree(survey.org_unit_id)))
    of: dict[AudienceKind, list[UUID]] = {}
    for part in parts:
        of.setdefault(part.kind, []).append(part.target_id)
    if AudienceKind.UNIT in of:
        below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(
            ORG_UNIT_TREE.c.ancestor_id.in_(of[AudienceKind.UNIT])
        )
        conditions.append(PEOPLE.c.org_unit_id.in_(below))
    if AudienceKind.SITE in of:
        conditions.append(PEOPLE.c.site_id.in_(of[AudienceKind.SITE]))
    if AudienceKind.JOB_FAMILY in of:
        conditions.append(PEOPLE.c.job_family_id.in_(of[AudienceKind.JOB_FAMILY]))
    if AudienceKind.CIRCLE in of:
        conditions.append(PEOPLE.c.id.in_(circles.members_of(of[AudienceKind.CIRCLE])))
    return sa.and_(*conditions)


async def askable(session: Session, survey: Survey, on: date | None = None) -> sa.ColumnElement[bool]:
    """Of those wanted, whom the survey may ask on a day to come, or else today.

    Those not asked too often by then, nor by its last sample.
    """
    return sa.and_(await _meant(session, survey), PEOPLE.c.id.not_in(pressed(session, on)))


async def rested(session: Session, survey: Survey) -> int:
    """How many are wanted whom a new sample leaves alone, since the last one drew them."""
    if survey.sample_size is None:
        return 0
    drawn = sa.and_(
        wanted(survey, await parts_of(session, survey.id)), PEOPLE.c.id.in_(_drawn_last(survey.id))
    )
    found = await session.scalar(sa.select(sa.func.count()).select_from(PEOPLE).where(drawn))
    return found or 0


async def rests_until(session: Session, survey: Survey, missing: int, on: date | None = None) -> date | None:
    """The day from which `missing` more may be asked again; None where too few are wanted at all.

    More than on a day to come, or else than today.
    """
    return await enough_from(session, await _meant(session, survey), missing, on)


async def _meant(session: Session, survey: Survey) -> sa.ColumnElement[bool]:
    condition = wanted(survey, await parts_of(session, survey.id))
    if survey.sample_size is None:
        return condition
    return sa.and_(condition, PEOPLE.c.id.not_in(_drawn_last(survey.id)))


def _drawn_last(survey_id: UUID) -> sa.Select[tuple[UUID]]:
    """People whom the survey's last opened wave drew; nobody where it asked everybody."""
    last = (
        sa.select(WAVES.c.id)
        .where(WAVES.c.survey_id == survey_id, WAVES.c.status != WaveStatus.PLANNED)
        .order_by(WAVES.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        sa.select(WAVE_AUDIENCES.c.person_id)
        .join(WAVES, WAVES.c.id == WAVE_AUDIENCES.c.wave_id)
        .where(WAVES.c.id == last, WAVES.c.is_drawn)
    )


async def audience_size(session: Session, survey: Survey, on: date | None = None) -> int:
    """How many people would be asked if a wave opened on a day to come, or else now."""
    condition = await askable(session, survey, on)
    found = await session.execute(sa.select(sa.func.count()).select_from(PEOPLE).where(condition))
    count = int(found.scalar_one())
    return count if survey.sample_size is None else min(count, survey.sample_size)


async def freeze(session: Session, survey: Survey, wave: Wave) -> int:
    """Write whom the wave asks, with their groups of today; returns how many.

    A sample is drawn by the database.
    """
    one = sa.literal(wave.id, WAVE_AUDIENCES.c.wave_id.type)
    people = sa.select(
        one, PEOPLE.c.id, PEOPLE.c.org_unit_id, PEOPLE.c.site_id, PEOPLE.c.job_family_id
    ).where(await askable(session, survey))
    if survey.sample_size is not None:
        people = people.order_by(sa.func.random()).limit(survey.sample_size)
    columns = ["wave_id", "person_id", "unit_id", "site_id", "job_family_id"]
    await session.execute(sa.insert(WAVE_AUDIENCES).from_select(columns, people, include_defaults=False))
    await look_again(session, WAVE_AUDIENCES)
    found = await session.execute(
        sa.select(sa.func.count()).select_from(WAVE_AUDIENCES).where(WAVE_AUDIENCES.c.wave_id == wave.id)
    )
    return int(found.scalar_one())


async def targets(session: Session, kind: AudienceKind, ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of targets of one kind; what is no more has none."""
    if kind is AudienceKind.CIRCLE:
        return await circles.known_circles(session, ids)
    table, name = {
        AudienceKind.UNIT: (ORG_UNITS, ORG_UNITS.c.name),
        AudienceKind.SITE: (SITES, SITES.c.name),
        AudienceKind.JOB_FAMILY: (JOB_FAMILIES, JOB_FAMILIES.c.name),
    }[kind]
    found = await session.execute(sa.select(table.c.id, name.label("name")).where(table.c.id.in_(ids)))
    return {row.id: row.name for row in found}


async def offered(session: Session, kind: AudienceKind, most: int = 300) -> dict[UUID, str]:
    """The sites or job families to choose from, by name."""
    table = BY_NAME[kind]
    found = await session.execute(sa.select(table.c.id, table.c.name).order_by(table.c.name).limit(most))
    return {row.id: row.name for row in found}


async def offered_by_name(session: Session, kind: AudienceKind, page: Page) -> Listing[tuple[UUID, str]]:
    """One page of the same. Errors: BadCursor."""
    table = BY_NAME[kind].c
    statement, order = sa.select(table.id, table.name), [table.name, table.id]
    return await listed(session, statement, order, page, lambda row: (row.id, row.name), name=f"by_{kind}")
