"""Wishes that wait for a manager: who is warned as the matching comes near, and told when none is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.identity import PEOPLE
from backend.immersions.models import APPROVALS, EDITION_PHASES, EDITIONS, ApprovalStatus, Phase

WARNED = timedelta(days=3)
"""How long before the matching somebody is warned that their manager has not said yes."""


@dataclass(frozen=True, slots=True)
class Unapproved:
    """An edition whose matching comes at `closes_at`, and the people who still wait for their manager."""

    edition_id: UUID
    slug: str
    name: str
    closes_at: datetime
    people: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class ApprovedByEdition:
    """An edition that asks no manager any more: those whose wishes it approved, and their managers."""

    slug: str
    name: str
    people: Sequence[UUID]
    managers: Sequence[UUID]


async def approved_by_edition(session: Session, edition_id: UUID, at: datetime) -> ApprovedByEdition | None:
    """Whose wishes the edition approved at this instant; None when it has none left, or is no more."""
    found = await session.execute(
        sa.select(EDITIONS.c.slug, EDITIONS.c.name, PEOPLE.c.id, PEOPLE.c.manager_id)
        .distinct()
        .join(APPROVALS, APPROVALS.c.edition_id == EDITIONS.c.id)
        .join(PEOPLE, PEOPLE.c.id == APPROVALS.c.person_id)
        .where(
            EDITIONS.c.id == edition_id,
            APPROVALS.c.decided_at == at,
            APPROVALS.c.decided_by_id.is_(None),
            APPROVALS.c.status == ApprovalStatus.APPROVED,
        )
    )
    rows = found.all()
    if not rows:
        return None
    managers = {row.manager_id for row in rows if row.manager_id is not None}
    return ApprovedByEdition(rows[0].slug, rows[0].name, sorted({row.id for row in rows}), sorted(managers))


async def unapproved(session: Session, until: datetime) -> list[Unapproved]:
    """The editions whose wishes close before `until` in which somebody waits, in one statement."""
    found = await session.execute(
        sa.select(
            EDITIONS.c.id, EDITIONS.c.slug, EDITIONS.c.name, EDITION_PHASES.c.opens_at, APPROVALS.c.person_id
        )
        .distinct()
        .join(EDITION_PHASES, EDITION_PHASES.c.edition_id == EDITIONS.c.id)
        .join(APPROVALS, APPROVALS.c.edition_id == EDITIONS.c.id)
        .where(
            EDITIONS.c.phase == Phase.WISHES,
            EDITION_PHASES.c.phase == Phase.MATCHING,
            EDITION_PHASES.c.opens_at.between(now(), until),
            APPROVALS.c.status == ApprovalStatus.PENDING,
        )
        .order_by(EDITIONS.c.id, APPROVALS.c.person_id)
    )
    return [
        Unapproved(*edition, people=[row.person_id for row in rows])
        for edition, rows in groupby(found, lambda row: (row.id, row.slug, row.name, row.opens_at))
    ]
