"""An edition whose matching is published: places, reasons, lists, and a place given back."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from backend import immersions
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.immersions import SlotChangeInput, SwapInput
from seeds.activity_plans import SHOP, SWAP, WEB
from seeds.days import Days
from seeds.half_days import HalfDay, PlannedRuns, open_with_offers, run_twice, wish
from seeds.people import acting

PLAN = PlannedRuns(
    "10 de cœur Nouvelle-Aquitaine, session courte",
    "Six demi-journées, pour essayer avant la grande session.",
    opened=30,
    offers=(
        HalfDay(SHOP, "Au comptoir un jour de pointe", places=3, ahead=4, weight=5),
        HalfDay(WEB, "Commander sur le site comme un client", places=4, ahead=5, weight=2),
        HalfDay(SHOP, "Ouvrir la boutique, du rideau au premier client", places=2, ahead=6, weight=4),
        HalfDay(WEB, "Retourner un colis sans appeler personne", places=4, ahead=9, weight=1),
        HalfDay(SHOP, "Reprendre les téléphones cassés", places=6, ahead=10, weight=1),
        HalfDay(WEB, "Changer d’offre en ligne", places=3, ahead=11, weight=2),
    ),
    ranked=(1, 2, 3, 4, 5),
    seeds=(7, 21),
    join_handoffs=True,
)
KEPT = 5
"""The offer where a place is kept for somebody between the two runs."""
SWAPPED = {
    "elodie": ("Une journée de courriers sur les factures", 12),
    "thomas": ("Une tournée, du dépôt au dernier client", 16),
}
"""Who of the cast swaps which day, so many days ahead."""


async def bring_matching_in(
    session: Session,
    previous: immersions.Edition,
    crowd: Sequence[UUID],
    who: Mapping[str, UUID],
    activities: Mapping[str, UUID],
    days: Days,
) -> immersions.Edition:
    """Open the edition, let people wish, run it, keep a place, run it again, publish; one person gives back.

    Élodie and Thomas swap their days.
    """
    dice = random.Random(f"{days.today} matchings")
    solene = await acting(session, who["solene"])
    edition, offers = await open_with_offers(session, solene, previous, PLAN, crowd, activities, days)
    wishers = [*crowd[len(offers) :], who["elodie"]]
    await wish(session, edition, PLAN, offers, wishers, dice)
    ines = await acting(session, who["ines"])
    await immersions.rank_wishes(session, ines, edition, [offers[2].id, offers[0].id, offers[1].id])
    await _swap(session, edition, who, activities[SWAP], days)
    run_id = await run_twice(session, solene, edition, PLAN, offers[KEPT], wishers[0])
    await immersions.publish_matching(session, solene, edition, run_id)
    await _give_back(session, edition, offers[0], wishers)
    await _change_dates(session, edition, offers)
    return edition


async def _swap(
    session: Session,
    edition: immersions.Edition,
    who: Mapping[str, UUID],
    activity_id: UUID,
    days: Days,
) -> None:
    """Two of the cast offer their own day, and wish for each other's before anything else."""
    offered = {}
    for key, (title, ahead) in SWAPPED.items():
        starts_at = days.ahead(ahead, 9)
        day = SwapInput(
            activity_id=activity_id, title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=7)
        )
        person = await acting(session, who[key])
        offered[key] = person, await immersions.propose_swap(session, person, edition, day)
    for person, own in offered.values():
        held = [one.offer_id for one in await immersions.my_wishes(session, person, edition.id)]
        [wanted] = [other.id for _, other in offered.values() if other is not own]
        await immersions.rank_wishes(session, person, edition, [wanted, *held][: edition.most_wishes])


async def _give_back(
    session: Session, edition: immersions.Edition, offer: immersions.Offer, people: Sequence[UUID]
) -> None:
    """Somebody placed there gives their place back; the next of the list has a day to take it."""
    for person_id in people:
        person = await acting(session, person_id)
        mine = await immersions.my_placement(session, person, edition.id)
        if mine is not None and mine.offer_id == offer.id and mine.slot_id is not None:
            await immersions.withdraw_placement(session, person, edition)
            await immersions.pass_places_on(session, mine.slot_id)
            return


async def _change_dates(
    session: Session, edition: immersions.Edition, offers: Sequence[immersions.Offer]
) -> None:
    """One date is cancelled and its people placed again; another starts an hour later."""
    slots = await immersions.slots_of(session, [offers[3].id, offers[4].id])
    [cancelled], [later] = slots[offers[3].id], slots[offers[4].id]
    why = "L’entrepôt déménage cette semaine-là."
    await immersions.cancel_slot(session, SYSTEM, edition, cancelled.id, reason=why)
    hour = timedelta(hours=1)
    given = SlotChangeInput(
        starts_at=later.starts_at + hour, ends_at=later.ends_at + hour, capacity=later.capacity
    )
    await immersions.change_slot(session, SYSTEM, edition, later.id, given)
