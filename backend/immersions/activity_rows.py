"""The activities as those who run editions list them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNITS
from backend.immersions.activities import editable
from backend.immersions.models import ACTIVITIES, OFFERS, ActivityKind


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """`complete`: each of its texts is in both languages or in none; `ruled`: it has rules to acknowledge."""

    id: UUID
    name: Mapping[str, str]
    kind: ActivityKind
    org_unit_name: str | None
    retired_at: datetime | None
    offer_count: int
    complete: bool
    ruled: bool
    may_change: bool


async def visible_activities(session: Session, actor: Actor, page: Page) -> Listing[ActivityRow]:
    """One page of every activity, the oldest first."""
    offers = (
        sa.select(sa.func.count())
        .where(OFFERS.c.activity_id == ACTIVITIES.c.id)
        .correlate(ACTIVITIES)
        .scalar_subquery()
    )
    statement = sa.select(
        ACTIVITIES,
        ORG_UNITS.c.name.label("org_unit_name"),
        offers.label("offer_count"),
        editable(actor).label("may_change"),
    ).outerjoin(ORG_UNITS, ORG_UNITS.c.id == ACTIVITIES.c.org_unit_id)
    return await listed(session, statement, [ACTIVITIES.c.id], page, _row, name="activities")


def _row(row: sa.Row[Any]) -> ActivityRow:
    return ActivityRow(
        id=row.id,
        name=row.name,
        kind=row.kind,
        org_unit_name=row.org_unit_name,
        retired_at=row.retired_at,
        offer_count=row.offer_count,
        complete=all(bool(text.get("fr")) == bool(text.get("en")) for text in (row.kit, row.script)),
        ruled=bool(row.checklist),
        may_change=bool(row.may_change),
    )
