"""A published edition whose days are now: Inès goes to Thomas."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import immersions
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.immersions import Phase, PlacementSource
from backend.immersions.models import PARTICIPANTS, PLACEMENTS, SLOTS
from backend.immersions.past import date_offer
from tests.cast import Cast
from tests.immersions.scene import a_slot, an_activity, an_edition, an_offer, in_phase

RULE = {"fr": "Aucun enregistrement.", "en": "No recording."}


async def a_day(
    session: Session,
    cast: Cast,
    *,
    starts_in: timedelta = timedelta(),
    phase: Phase = Phase.DAYS,
    visitors: tuple[str, ...] = ("ines",),
    host: str = "thomas",
    rules: bool = False,
    **values: Any,
) -> tuple[immersions.Edition, UUID]:
    """An edition in its days with one date, the visitors placed on it; its id comes too."""
    edition = await an_edition(session, cast, **values)
    checklist = [immersions.WordedLine(**RULE)] if rules else []
    activity = await an_activity(session, checklist=checklist, kit=immersions.Worded(fr="Venez.", en="Come."))
    slots = [a_slot(capacity=max(len(visitors), 1))]
    offer = await an_offer(session, cast, edition, host=host, activity_id=activity.id, slots=slots)
    starts_at = now() + starts_in
    await date_offer(session, offer, starts_at, starts_at + timedelta(hours=8))
    of_offer = SLOTS.c.offer_id == offer.id
    await session.execute(sa.update(SLOTS).where(of_offer).values(placed_count=len(visitors)))
    slot_id: UUID | None = await session.scalar(sa.select(SLOTS.c.id).where(of_offer))
    assert slot_id is not None
    for name in visitors:
        person_id = cast.people[name]
        placed = {"edition_id": edition.id, "person_id": person_id, "slot_id": slot_id, "placed_at": now()}
        await session.execute(sa.insert(PLACEMENTS).values(id=new_id(), source=PlacementSource.RUN, **placed))
        await session.execute(
            sa.insert(PARTICIPANTS).values(
                edition_id=edition.id, person_id=person_id, needs="Une pause à 13 h.", changed_at=now()
            )
        )
    await in_phase(session, edition, phase)
    return edition, slot_id
