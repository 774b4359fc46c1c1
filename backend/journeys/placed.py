"""Steps and handoffs as places: their names, who answers for each, when something was noted there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.journeys.models import HANDOFFS, IRRITANTS, JOURNEYS, STEPS
from backend.journeys.topic_tables import TOPIC_STEPS, TOPICS


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A step or a handoff, and those who answer for it: its topic's owner, or both sides' of a handoff, else
    the conductor of the journey."""

    id: UUID
    journey_id: UUID
    name: str
    owners: tuple[UUID, ...]


async def kept_places(session: Session, ids: Collection[UUID]) -> dict[UUID, KeptPlace]:
    """These places by id, in two statements; an id of neither a step nor a handoff is left out."""
    steps = await session.execute(
        sa.select(
            STEPS.c.id, STEPS.c.journey_id, STEPS.c.name, TOPICS.c.owner_id.label("owner"), _conductor()
        )
        .join(JOURNEYS, JOURNEYS.c.id == STEPS.c.journey_id)
        .outerjoin(TOPIC_STEPS, TOPIC_STEPS.c.step_id == STEPS.c.id)
        .outerjoin(TOPICS, TOPICS.c.id == TOPIC_STEPS.c.topic_id)
        .where(STEPS.c.id.in_(ids))
    )
    found = {
        row.id: KeptPlace(row.id, row.journey_id, row.name, _those(row.conductor, row.owner)) for row in steps
    }
    start, end = alias_of(STEPS, "start"), alias_of(STEPS, "end")
    handoffs = await session.execute(
        sa.select(
            HANDOFFS.c.id,
            HANDOFFS.c.journey_id,
            (start.c.name + " → " + end.c.name).label("name"),
            HANDOFFS.c.from_owner_id,
            HANDOFFS.c.to_owner_id,
            _conductor(),
        )
        .join(JOURNEYS, JOURNEYS.c.id == HANDOFFS.c.journey_id)
        .join(start, start.c.id == HANDOFFS.c.from_step_id)
        .join(end, end.c.id == HANDOFFS.c.to_step_id)
        .where(HANDOFFS.c.id.in_(ids))
    )
    for row in handoffs:
        owners = _those(row.conductor, row.from_owner_id, row.to_owner_id)
        found[row.id] = KeptPlace(row.id, row.journey_id, row.name, owners)
    return found


async def noted_since(session: Session, since: datetime) -> list[tuple[datetime, UUID]]:
    """When an irritant was noted, and on which step or handoff: nothing else of it."""
    place = sa.func.coalesce(IRRITANTS.c.step_id, IRRITANTS.c.handoff_id)
    found = await session.execute(sa.select(IRRITANTS.c.noted_at, place).where(IRRITANTS.c.noted_at >= since))
    return [(row[0], row[1]) for row in found]


def _conductor() -> sa.Label[UUID | None]:
    return JOURNEYS.c.conductor_id.label("conductor")


def _those(conductor: UUID | None, *owners: UUID | None) -> tuple[UUID, ...]:
    named = tuple(dict.fromkeys(one for one in owners if one is not None))
    return named or ((conductor,) if conductor is not None else ())
