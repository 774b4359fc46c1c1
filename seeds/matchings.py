"""An edition whose matching is published: places, reasons, lists, and a place given back."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import immersions
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.identity import PEOPLE, SITES
from backend.immersions import (
    ApprovalMode,
    EditionInput,
    OfferInput,
    OfferStatus,
    SlotChangeInput,
    SlotInput,
    SwapInput,
)
from seeds.activity_plans import SHOP, SWAP, WEB
from seeds.days import Days
from seeds.people import acting

NAME = "10 de cœur Nouvelle-Aquitaine, session courte"
SUMMARY = "Six demi-journées, pour essayer avant la grande session."
SEEDS = (7, 21)
KEPT = 5
"""The offer where a place is kept for somebody between the two runs."""
SWAPPED = {
    "elodie": ("Une journée de courriers sur les factures", 12),
    "thomas": ("Une tournée, du dépôt au dernier client", 16),
}
"""Who of the cast swaps which day, so many days ahead."""
OFFERS = (
    # activity, title, places, days ahead
    (SHOP, "Au comptoir un jour de pointe", 3, 4),
    (WEB, "Commander sur le site comme un client", 4, 5),
    (SHOP, "Ouvrir la boutique, du rideau au premier client", 2, 6),
    (WEB, "Retourner un colis sans appeler personne", 4, 9),
    (SHOP, "Reprendre les téléphones cassés", 6, 10),
    (WEB, "Changer d’offre en ligne", 3, 11),
)


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
    given = EditionInput(
        name=NAME,
        summary=SUMMARY,
        org_unit_id=previous.org_unit_id,
        approval=ApprovalMode.AUTOMATIC,
        join_handoffs=True,
    )
    edition = await immersions.open_edition(session, solene, given, previous_id=previous.id)
    edition.created_at = days.ago(30, 8)
    offers = [
        await an_offer(session, edition, crowd[place], one, activities, days)
        for place, one in enumerate(OFFERS)
    ]
    await immersions.advance_phase(session, solene, edition)
    weights = [5, 2, 4, 1, 1, 2]
    wishers = [*crowd[len(OFFERS) :], who["elodie"]]
    for person_id in wishers:
        drawn = dice.choices(offers, weights, k=dice.choice((1, 2, 3, 4, 5)))
        ids = list(dict.fromkeys(offer.id for offer in drawn))
        await immersions.rank_wishes(session, await acting(session, person_id), edition, ids)
    ines = await acting(session, who["ines"])
    await immersions.rank_wishes(session, ines, edition, [offers[2].id, offers[0].id, offers[1].id])
    await _swap(session, edition, who, activities[SWAP], days)
    await immersions.advance_phase(session, solene, edition)
    for seed in SEEDS:
        run = await immersions.run_matching(session, solene, edition, seed=seed)
        await solve_now(session, run.id)
        await session.refresh(edition)
        if seed == SEEDS[0]:
            [kept] = (await immersions.slots_of(session, [offers[KEPT].id]))[offers[KEPT].id]
            await immersions.pin_placement(session, solene, edition, wishers[0], kept.id)
    await immersions.publish_matching(session, solene, edition, run.id)
    await _give_back(session, edition, offers[0], wishers)
    await _change_dates(session, edition, offers)
    return edition


async def an_offer(
    session: Session,
    edition: immersions.Edition,
    host_id: UUID,
    planned: tuple[str, str, int, int],
    activities: Mapping[str, UUID],
    days: Days,
    minimum: int = 0,
) -> immersions.Offer:
    """A half-day that its host offers, open to wishes: a shop of the region, or where the host works."""
    activity, title, places, ahead = planned
    host = await acting(session, host_id)
    starts_at = days.ahead(ahead, 9)
    ends_at = starts_at + timedelta(hours=3)
    slot = SlotInput(starts_at=starts_at, ends_at=ends_at, capacity=places, minimum=minimum)
    site_id = host_site = await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == host_id))
    if activity == SHOP:
        region = sa.select(SITES.c.region).where(SITES.c.id == host_site).scalar_subquery()
        shops = sa.select(SITES.c.id).where(SITES.c.region == region, SITES.c.name.startswith("Boutique"))
        found = (await session.execute(shops.order_by(SITES.c.code))).scalars().all()
        site_id = found[ahead % len(found)]
    given = OfferInput(activity_id=activities[activity], title=title, site_id=site_id, slots=[slot])
    offer = await immersions.draft_offer(session, host, edition, given)
    await immersions.publish_offer(session, host, offer)
    if offer.status is OfferStatus.PROPOSED:
        await immersions.approve_offer(session, SYSTEM, offer)
    return offer


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


async def solve_now(session: Session, run_id: UUID) -> None:
    """What the worker does in two units of work, here in the one of the seeds."""
    outside = await immersions.solve_run(session, run_id)
    assert outside is not None
    await outside.then(session, await outside.call())


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
