"""An edition whose matching is run and read again, a place kept between two runs, and not yet published."""

import random
from collections.abc import Mapping, Sequence
from uuid import UUID

from backend import immersions
from backend.core.db import Session
from backend.immersions import ApprovalMode, EditionInput
from seeds.activity_plans import SHOP, WEB
from seeds.days import Days
from seeds.matchings import an_offer, solve_now
from seeds.people import acting

NAME = "10 de cœur Nouvelle-Aquitaine, fin d’hiver"
SUMMARY = "Quatre demi-journées de plus, pour ceux qui n’ont pas eu de place."
WISHERS = slice(4, 22)
"""Who of the crowd wishes; the first four of it host."""
SEEDS = (3, 12)
OFFERS = (
    # (activity, title, places, days ahead), minimum
    ((SHOP, "Une matinée au service après-vente", 3, 60), 0),
    ((WEB, "Résilier, puis changer d’avis", 4, 62), 0),
    ((SHOP, "Le comptoir des forfaits famille", 2, 64), 0),
    ((WEB, "Lire sa première facture en ligne", 6, 66), 5),
)


async def bring_undecided_in(
    session: Session,
    previous: immersions.Edition,
    crowd: Sequence[UUID],
    who: Mapping[str, UUID],
    activities: Mapping[str, UUID],
    days: Days,
) -> None:
    """Open the edition, let more people wish than there are places, run it twice."""
    dice = random.Random(f"{days.today} undecided")
    solene = await acting(session, who["solene"])
    given = EditionInput(
        name=NAME, summary=SUMMARY, org_unit_id=previous.org_unit_id, approval=ApprovalMode.AUTOMATIC
    )
    edition = await immersions.open_edition(session, solene, given, previous_id=previous.id)
    edition.created_at = days.ago(12, 8)
    offers = [
        await an_offer(session, edition, crowd[place], planned, activities, days, minimum=least)
        for place, (planned, least) in enumerate(OFFERS)
    ]
    await immersions.advance_phase(session, solene, edition)
    wishers = crowd[WISHERS]
    for person_id in wishers:
        drawn = dice.choices(offers, (5, 4, 4, 2), k=dice.choice((2, 3, 4, 4)))
        ids = list(dict.fromkeys(offer.id for offer in drawn))
        await immersions.rank_wishes(session, await acting(session, person_id), edition, ids)
    await immersions.advance_phase(session, solene, edition)
    for seed in SEEDS:
        run = await immersions.run_matching(session, solene, edition, seed=seed)
        await solve_now(session, run.id)
        await session.refresh(edition)
        if seed == SEEDS[0]:
            [kept] = (await immersions.slots_of(session, [offers[1].id]))[offers[1].id]
            await immersions.pin_placement(session, solene, edition, wishers[0], kept.id)
