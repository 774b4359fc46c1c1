"""A small journey conducted by Karim: the shop hands over to the technician."""

from dataclasses import dataclass
from uuid import UUID

from backend import journeys
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.journeys import Frequency, HandoffInput, Irritant, IrritantInput, JourneyInput, StepInput
from tests.cast import Cast


@dataclass(frozen=True)
class Drawn:
    """The journey, its two steps, its handoff."""

    id: UUID
    shop: UUID
    home: UUID
    handoff: UUID


async def a_journey(session: Session, cast: Cast) -> Drawn:
    given = JourneyInput(
        name="La fibre",
        conductor_id=cast.people["karim"],
        steps=[StepInput(name="Boutique", position=1), StepInput(name="Domicile", position=2)],
        handoffs=[
            HandoffInput(
                from_step="Boutique",
                to_step="Domicile",
                from_owner_id=cast.people["karim"],
                to_owner_id=cast.people["thomas"],
            )
        ],
    )
    journey = await journeys.draw_journey(session, SYSTEM, given)
    shop, home = (await journeys.steps_of(session, [journey.id]))[journey.id]
    [handoff] = (await journeys.handoffs_of(session, [journey.id]))[journey.id]
    return Drawn(journey.id, shop.id, home.id, handoff.id)


async def an_irritant(session: Session, cast: Cast, drawn: Drawn) -> Irritant:
    """Seen in Nouvelle-Aquitaine, on the handoff."""
    given = IrritantInput(text="Personne n’a prévenu.", frequency=Frequency.OFTEN, handoff_id=drawn.handoff)
    return await journeys.note_irritant(
        session, SYSTEM, given, source_kind="debrief", org_unit_id=cast.units["aquitaine"]
    )
