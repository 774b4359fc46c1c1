"""Where reports were placed and where they come from, for whoever counts them: nothing else of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import PEOPLE
from backend.reports.models import REPORTS, Signature


@dataclass(frozen=True, slots=True)
class Placed:
    """A report that came in: on a step or handoff, unless an irritant stands for it there already.

    `site_id` is told of reports signed by name alone: a site with few people would give a pseudonym away.
    """

    received_at: datetime
    place_id: UUID | None
    site_id: UUID | None


async def received_since(session: Session, since: datetime) -> list[Placed]:
    """The reports that came in from an instant on, in one statement."""
    signed = REPORTS.c.signature == Signature.NAME
    placed = sa.func.coalesce(REPORTS.c.step_id, REPORTS.c.handoff_id)
    found = await session.execute(
        sa.select(
            REPORTS.c.received_at,
            sa.case((REPORTS.c.irritant_id.is_(None), placed)),
            sa.case((signed, PEOPLE.c.site_id)),
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == REPORTS.c.author_id)
        .where(REPORTS.c.received_at >= since)
    )
    return [Placed(*row) for row in found]
