"""Circles and members for tests, written straight to the tables."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import circles
from backend.circles.models import CIRCLES, GATHERINGS, MEMBERSHIPS
from backend.core.clock import now
from backend.core.db import Session
from tests.cast import Cast


async def a_circle(
    session: Session,
    cast: Cast,
    *,
    lead: str | None = "karim",
    members: tuple[str, ...] = ("ines",),
    **values: Any,
) -> UUID:
    """A circle of Nouvelle-Aquitaine led by Karim, with Inès in it; its address is `coeur`."""
    people = [(name, name == lead) for name in (*((lead,) if lead else ()), *members)]
    given = {
        "slug": "coeur",
        "name": "Cœur",
        "kind": "ambassador",
        "join_policy": "open",
        "org_unit_id": cast.units["aquitaine"],
        "member_count": len(people),
        "lead_count": 1 if lead else 0,
        **values,
    }
    found = await session.execute(sa.insert(CIRCLES).values(**given).returning(CIRCLES.c.id))
    circle_id: UUID = found.scalar_one()
    for name, is_lead in people:
        await session.execute(
            sa.insert(MEMBERSHIPS).values(
                circle_id=circle_id, person_id=cast.people[name], status="active", is_lead=is_lead
            )
        )
    return circle_id


async def a_gathering(session: Session, circle_id: UUID, *, starts_in: timedelta, **values: Any) -> UUID:
    """Half an hour of the circle, `starts_in` from now."""
    starts_at = now() + starts_in
    given = {
        "circle_id": circle_id,
        "title": "Le point du jeudi",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=30),
        "place": "Boutique Sainte-Catherine",
        "link": "https://visio.telenova.example/coeur",
        **values,
    }
    found = await session.execute(sa.insert(GATHERINGS).values(**given).returning(GATHERINGS.c.id))
    gathering_id: UUID = found.scalar_one()
    return gathering_id


NEXT_YEAR = now().year + 1
"""Its days are to come, whenever the tests run."""


def last_of(month: int, weekday: int) -> datetime:
    """The midnight that begins the last such day of the month of next year; Monday is 0."""
    last = datetime(NEXT_YEAR, month, monthrange(NEXT_YEAR, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)


_THURSDAY = last_of(11, 3)
THURSDAY = circles.GatheringInput(
    title="Le point du jeudi",
    starts_at=_THURSDAY + timedelta(hours=13, minutes=30),
    ends_at=_THURSDAY + timedelta(hours=14),
    place="Boutique Sainte-Catherine",
    link="https://visio.telenova.example/coeur",
    agenda="Ce que chacun a vu.",
)
THURSDAY_UTC = _THURSDAY.replace(hour=12, minute=30, tzinfo=UTC)
