"""The customer journey of the demo: drawn, with what hurts on it noted, sent on and reviewed."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import journeys
from backend.commitments import PromiseInput
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.journeys import (
    FoundInput,
    Frequency,
    HandoffInput,
    IrritantInput,
    JourneyInput,
    ReviewInput,
    ReviewKind,
    StepInput,
)
from seeds.circles import People
from seeds.days import Days
from seeds.journey_plans import BILL, DELIVERY, HANDOFFS, IRRITANTS, STEPS, PlannedIrritant
from seeds.people import Seats, acting

NAME = "Devenir client de la fibre"
HELD = 24
"""How many days ago the review was held."""


async def bring_journeys_in(session: Session, people: People, seats: Seats, days: Days) -> None:
    """Draw the journey, which Solène conducts, and note what workshops found on it; she sent two on."""
    who = {key: people[seats.of(key)] for one in HANDOFFS for key in one[2:]}
    journey = await journeys.draw_journey(
        session,
        SYSTEM,
        JourneyInput(
            name=NAME,
            summary="De la publicité au service client, ce que vit une famille qui passe à la fibre.",
            conductor_id=who["solene"],
            steps=[StepInput(name=name, position=position, lane=lane) for name, position, lane in STEPS],
            handoffs=[
                HandoffInput(from_step=a, to_step=b, from_owner_id=who[giver], to_owner_id=who[taker])
                for a, b, giver, taker in HANDOFFS
            ],
        ),
    )
    steps = {one.name: one.id for one in (await journeys.steps_of(session, [journey.id]))[journey.id]}
    handoffs = {
        (one.from_step_id, one.to_step_id): one.id
        for one in (await journeys.handoffs_of(session, [journey.id]))[journey.id]
    }
    solene = await acting(session, who["solene"])
    in_order = sorted(IRRITANTS, key=lambda one: -one.days)
    for one in in_order:
        if one.days > HELD:
            await _note(session, solene, steps, handoffs, one, days)
    await _review(session, solene, journey, handoffs[steps[DELIVERY], steps[BILL]], days)
    for one in in_order:
        if one.days <= HELD:
            await _note(session, solene, steps, handoffs, one, days)


async def _note(
    session: Session,
    solene: Actor,
    steps: Mapping[str, UUID],
    handoffs: Mapping[tuple[UUID, UUID], UUID],
    planned: PlannedIrritant,
    days: Days,
) -> None:
    here, there = steps[planned.step], steps[planned.to] if planned.to else None
    given = IrritantInput(
        text=planned.text,
        frequency=planned.frequency,
        step_id=None if there else here,
        handoff_id=handoffs[here, there] if there else None,
    )
    noted_at = days.ago(planned.days, 16)
    irritant = await journeys.note_irritant(session, SYSTEM, given, source_kind="workshop", noted_at=noted_at)
    if planned.sent:
        await session.flush()
        await journeys.send_on(session, solene, irritant)
        irritant.sent_on_at = irritant.noted_at + timedelta(days=3)
    await session.flush()


async def _review(
    session: Session, solene: Actor, journey: journeys.Journey, hurts: UUID, days: Days
) -> None:
    """The review of last month: one irritant more, and two promises of Solène's."""
    held = days.before(HELD, 14, 0)
    given = ReviewInput(
        kind=ReviewKind.REVIEW,
        title="Revue du parcours : la livraison et la première facture",
        held_on=held.date(),
        summary="Neuf personnes de cinq métiers, deux heures devant le plan. La facture part avant la box.",
        irritants=[
            FoundInput(
                text="La première facture part le jour de la commande, la box arrive neuf jours après.",
                place=hurts,
                frequency=Frequency.OFTEN,
            )
        ],
        decisions=[
            PromiseInput(
                what="Ne facturer qu’à partir du jour où la box est livrée.", due_on=days.ahead(45).date()
            ),
            PromiseInput(
                what="Refaire le parcours à pied avec trois clients avant la prochaine revue.",
                due_on=days.ahead(20).date(),
            ),
        ],
    )
    review = await journeys.tell_review(session, solene, journey, given)
    found = sa.update(journeys.IRRITANTS).where(journeys.IRRITANTS.c.source_id == review.id)
    await session.execute(found.values(noted_at=held))
