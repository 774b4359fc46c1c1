"""An edition whose matching is run and read again, a place kept between two runs, and not yet published."""

import random
from collections.abc import Mapping, Sequence
from uuid import UUID

from backend import immersions
from backend.core.db import Session
from seeds.activity_plans import SHOP, WEB
from seeds.days import Days
from seeds.half_days import HalfDay, PlannedRuns, open_with_offers, run_twice, wish
from seeds.people import acting

PLAN = PlannedRuns(
    "10 de cœur Nouvelle-Aquitaine, fin d’hiver",
    "Quatre demi-journées de plus, pour ceux qui n’ont pas eu de place.",
    opened=12,
    offers=(
        HalfDay(SHOP, "Une matinée au service après-vente", places=3, ahead=60, weight=5),
        HalfDay(WEB, "Résilier, puis changer d’avis", places=4, ahead=62, weight=4),
        HalfDay(SHOP, "Le comptoir des forfaits famille", places=2, ahead=64, weight=4),
        HalfDay(WEB, "Lire sa première facture en ligne", places=6, ahead=66, weight=2, minimum=5),
    ),
    ranked=(2, 3, 4, 4),
    seeds=(3, 12),
)
WISHERS = slice(4, 22)
"""Who of the crowd wishes; the first four of it host."""
KEPT = 1
"""The offer where a place is kept for somebody between the two runs."""


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
    edition, offers = await open_with_offers(session, solene, previous, PLAN, crowd, activities, days)
    wishers = crowd[WISHERS]
    await wish(session, edition, PLAN, offers, wishers, dice)
    await run_twice(session, solene, edition, PLAN, offers[KEPT], wishers[0])
