"""The customer journey of the demo, end to end, with what was already seen to hurt on it."""

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
from seeds.people import Seats, acting

NAME = "Devenir client de la fibre"
ADVERT, SHOP, WEB, ORDER = "La publicité", "La boutique", "Le site web", "La commande"
DELIVERY, TECHNICIAN, BILL, SERVICE = (
    "La livraison de la box",
    "Le technicien à domicile",
    "La première facture",
    "Le service client",
)
STEPS = (
    (ADVERT, 1, 0),
    (SHOP, 2, 0),
    (WEB, 2, 1),
    (ORDER, 3, 0),
    (DELIVERY, 4, 0),
    (TECHNICIAN, 4, 1),
    (BILL, 5, 0),
    (SERVICE, 6, 0),
)
HANDOFFS = (
    (ADVERT, SHOP, "julien", "karim"),
    (ADVERT, WEB, "julien", "aicha"),
    (SHOP, ORDER, "karim", "solene"),
    (WEB, ORDER, "aicha", "solene"),
    (ORDER, DELIVERY, "solene", "claire"),
    (ORDER, TECHNICIAN, "solene", "thomas"),
    (DELIVERY, BILL, "claire", "elodie"),
    (TECHNICIAN, BILL, "thomas", "elodie"),
    (BILL, SERVICE, "elodie", "elodie"),
)
HELD = 24
"""How many days ago the review was held."""
IRRITANTS: tuple[tuple[str, str | None, str, Frequency, int, bool], ...] = (
    (SHOP, None, "Onze minutes d’attente avant le premier bonjour, un samedi.", Frequency.OFTEN, 41, False),
    (
        ORDER,
        TECHNICIAN,
        "Le technicien ne sait pas que l’immeuble a un gardien : le client le redit à chaque appel.",
        Frequency.EVERY_TIME,
        33,
        True,
    ),
    (
        WEB,
        None,
        "L’offre vue dans la publicité ne porte pas le même nom sur le site.",
        Frequency.OFTEN,
        30,
        False,
    ),
    (
        TECHNICIAN,
        BILL,
        "Rendez-vous manqué, mais la facture part comme si la fibre marchait.",
        Frequency.SOMETIMES,
        27,
        True,
    ),
    (SERVICE, None, "Quatre interlocuteurs, quatre fois la même histoire.", Frequency.EVERY_TIME, 20, False),
    (
        SERVICE,
        None,
        "On rappelle quand le client travaille, jamais à l’heure qu’il a donnée.",
        Frequency.OFTEN,
        16,
        False,
    ),
    (SERVICE, None, "Depuis la panne, la file affiche une heure d’attente.", Frequency.OFTEN, 6, False),
    (SERVICE, None, "Le serveur vocal raccroche après trois choix.", Frequency.OFTEN, 5, False),
    (SERVICE, None, "Rappelé deux fois pour la même panne déjà réglée.", Frequency.SOMETIMES, 4, False),
    (SERVICE, None, "Personne ne sait dire quand la ligne revient.", Frequency.EVERY_TIME, 3, False),
    (SERVICE, None, "Le SMS de suivi n’arrive qu’après le technicien.", Frequency.OFTEN, 2, False),
    (
        BILL,
        None,
        "Un prorata que ni le client ni le conseiller ne savent expliquer.",
        Frequency.OFTEN,
        12,
        False,
    ),
    (
        ORDER,
        TECHNICIAN,
        "Le créneau promis en boutique n’existe pas dans la tournée.",
        Frequency.OFTEN,
        9,
        False,
    ),
    (
        DELIVERY,
        None,
        "La box arrive au relais, le client a payé la livraison à domicile.",
        Frequency.SOMETIMES,
        5,
        False,
    ),
)


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
    in_order = sorted(IRRITANTS, key=lambda one: -one[4])
    for one in in_order:
        if one[4] > HELD:
            await _note(session, solene, steps, handoffs, one, days)
    await _review(session, solene, journey, handoffs[steps[DELIVERY], steps[BILL]], days)
    for one in in_order:
        if one[4] <= HELD:
            await _note(session, solene, steps, handoffs, one, days)


async def _note(
    session: Session,
    solene: Actor,
    steps: Mapping[str, UUID],
    handoffs: Mapping[tuple[UUID, UUID], UUID],
    planned: tuple[str, str | None, str, Frequency, int, bool],
    days: Days,
) -> None:
    start, end, text, frequency, days_ago, sent = planned
    given = IrritantInput(
        text=text,
        frequency=frequency,
        step_id=None if end else steps[start],
        handoff_id=handoffs[steps[start], steps[end]] if end else None,
    )
    noted_at = days.ago(days_ago, 16)
    irritant = await journeys.note_irritant(session, SYSTEM, given, source_kind="workshop", noted_at=noted_at)
    if sent:
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
