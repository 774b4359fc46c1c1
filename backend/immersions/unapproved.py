"""Wishes that no manager has approved yet as the matching comes near: who is warned of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
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
