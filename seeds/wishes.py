"""What people wish for in the edition whose wishes are open, and the days that three offer in exchange."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.immersions import ParticipantInput, SwapInput
from seeds.days import Days
from seeds.people import acting

SWAPPED = (
    "Ma journée au casque contre la vôtre",
    "Une journée de planning, de l’aube au dernier appel",
    "Une journée à répondre aux courriers",
)
APPROVED, TRAINED = 0.75, 0.8


async def bring_wishes_in(
    session: Session,
    edition: immersions.Edition,
    offers: Sequence[immersions.Offer],
    crowd: Sequence[UUID],
    who: Mapping[str, UUID],
    dice: random.Random,
) -> None:
    """Wishes as skewed as real ones: the first offers draw most. Inès has two, and waits for one word."""
    weights = [len(offers) - place for place in range(len(offers))]
    held = [one.id for one in await immersions.prerequisites(session)]
    for person_id in [*crowd, who["elodie"]]:
        person = await acting(session, person_id)
        drawn = dice.choices(offers, weights, k=dice.choice((1, 2, 3, 3, 4, 5, 5)))
        ids = list(dict.fromkeys(offer.id for offer in drawn))
        try:
            async with session.begin_nested():
                await immersions.rank_wishes(session, person, edition, ids)
        except immersions.errors.OwnOffer:
            continue
        if dice.random() < TRAINED:
            await immersions.say_constraints(
                session, person, edition, ParticipantInput(prerequisite_ids=held)
            )
        if person.manager_id and dice.random() < APPROVED:
            manager = await acting(session, person.manager_id)
            if await _waits(session, edition, person_id, manager):
                await immersions.approve_absence(session, manager, edition, person_id, accept=True)
    ines, karim = await acting(session, who["ines"]), await acting(session, who["karim"])
    await immersions.rank_wishes(session, ines, edition, [offers[0].id])
    await immersions.approve_absence(session, karim, edition, who["ines"], accept=True)
    await immersions.rank_wishes(session, ines, edition, [offers[0].id, offers[3].id])
    said = ParticipantInput(days=[_day(offers[0])], furthest_km=200, needs="Une pause à 13 h, pour un appel.")
    await immersions.say_constraints(session, ines, edition, said)


async def bring_swaps_in(
    session: Session, edition: immersions.Edition, people: Sequence[UUID], activity_id: UUID, days: Days
) -> None:
    """Élodie and two others offer their day in exchange: both wish for hers, she for the first."""
    offers = []
    for number, person_id in enumerate(people):
        starts_at = days.ahead(22 + 2 * number, 9)
        given = SwapInput(
            activity_id=activity_id,
            title=SWAPPED[number],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=7),
        )
        person = await acting(session, person_id)
        offers.append((person, await immersions.propose_swap(session, person, edition, given)))
    (elodie, hers), (first, theirs), (second, _) = offers
    for person, wanted in ((elodie, theirs), (first, hers), (second, hers)):
        before = [one.offer_id for one in await immersions.my_wishes(session, person, edition.id)]
        ids = [wanted.id, *before][: edition.most_wishes]
        await immersions.rank_wishes(session, person, edition, ids)


async def _waits(session: Session, edition: immersions.Edition, person_id: UUID, manager: Actor) -> bool:
    rows = await immersions.approvals_asked(session, manager, edition_id=edition.id)
    return any(row.person_id == person_id and row.status is immersions.ApprovalStatus.PENDING for row in rows)


def _day(offer: immersions.Offer) -> date:
    return offer.first_starts_at.date()
