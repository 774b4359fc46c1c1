"""The people of a run as the matching reads them, in a fixed number of statements whatever their number."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import JOB_FAMILIES, PEOPLE, SITES, PersonStatus
from backend.immersions.engagements import Concerned, engagements_of
from backend.immersions.matching import Coordinates, Person, Priority
from backend.immersions.models import (
    APPROVALS,
    LEFT_OUT,
    PARTICIPANTS,
    PERSON_PREREQUISITES,
    WISHES,
    ApprovalStatus,
    Edition,
)

Together = defaultdict[UUID, set[str]]


async def people_for(session: Session, edition: Edition, concerned: Concerned) -> list[Person]:
    """These people with their wishes in the edition, and what keeps them from a date."""
    wishes, refused = await _wishes(session, edition.id, concerned)
    has = await sets_of(
        session,
        sa.select(PERSON_PREREQUISITES.c.person_id, PERSON_PREREQUISITES.c.prerequisite_id).where(
            PERSON_PREREQUISITES.c.person_id.in_(concerned)
        ),
    )
    engaged = await engagements_of(session, edition.id, concerned)
    left_out = sa.exists().where(
        LEFT_OUT.c.edition_id == edition.previous_id, LEFT_OUT.c.person_id == PEOPLE.c.id
    )
    found = await session.execute(
        sa.select(
            PEOPLE.c.id,
            PEOPLE.c.manager_id,
            PEOPLE.c.org_unit_id,
            SITES.c.latitude,
            SITES.c.longitude,
            sa.func.coalesce(JOB_FAMILIES.c.customer_facing, sa.false()).label("customer_facing"),
            left_out.label("left_out"),
            PARTICIPANTS.c.days,
            PARTICIPANTS.c.furthest_km,
        )
        .outerjoin(SITES, SITES.c.id == PEOPLE.c.site_id)
        .outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
        .outerjoin(
            PARTICIPANTS,
            sa.and_(PARTICIPANTS.c.person_id == PEOPLE.c.id, PARTICIPANTS.c.edition_id == edition.id),
        )
        .where(PEOPLE.c.id.in_(concerned), PEOPLE.c.status == PersonStatus.ACTIVE)
    )
    return [
        Person(
            key=str(row.id),
            wishes=tuple(wishes[row.id]),
            priority=_priority(row),
            refused=frozenset(refused[row.id]),
            days=frozenset(date.fromisoformat(day) for day in row.days) if row.days else None,
            place=place_of(row),
            furthest_km=row.furthest_km,
            has=frozenset(has[row.id]),
            manager=key_of(row.manager_id),
            team=key_of(row.org_unit_id),
            engagements=tuple(engaged[row.id]),
        )
        for row in found
    ]


async def _wishes(
    session: Session, edition_id: UUID, concerned: Concerned
) -> tuple[defaultdict[UUID, list[str]], Together]:
    """Everybody's wishes, best first, and those that wait for an approval or were refused it."""
    found = await session.execute(
        sa.select(WISHES.c.person_id, WISHES.c.offer_id, APPROVALS.c.status)
        .outerjoin(
            APPROVALS,
            sa.and_(APPROVALS.c.offer_id == WISHES.c.offer_id, APPROVALS.c.person_id == WISHES.c.person_id),
        )
        .where(WISHES.c.edition_id == edition_id, WISHES.c.person_id.in_(concerned))
        .order_by(WISHES.c.person_id, WISHES.c.rank)
    )
    wishes: defaultdict[UUID, list[str]] = defaultdict(list)
    refused: Together = defaultdict(set)
    for row in found:
        wishes[row.person_id].append(str(row.offer_id))
        if row.status not in (None, ApprovalStatus.APPROVED):
            refused[row.person_id].add(str(row.offer_id))
    return wishes, refused


async def sets_of(session: Session, pairs: sa.Select[Any]) -> Together:
    """Pairs of ids, gathered by the first of each."""
    found: Together = defaultdict(set)
    for one, other in (await session.execute(pairs)).all():
        found[one].add(str(other))
    return found


def _priority(row: Any) -> Priority:
    if row.left_out:
        return Priority.LEFT_OUT
    return Priority.OTHERS if row.customer_facing else Priority.FAR_FROM_CUSTOMERS


def place_of(row: Any) -> Coordinates | None:
    """Where a row is; None where its site has no coordinates."""
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)


def key_of(id: UUID | None) -> str | None:
    """An id as the matching names it."""
    return str(id) if id else None
