"""The first edition of Nouvelle-Aquitaine, over since spring, and the day in it that a chain begins with."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from backend import immersions, journeys
from backend.core.db import Session
from backend.identity import PEOPLE
from backend.immersions import FeltInput, Phase
from backend.immersions.past import PastEdition, bring_in_edition
from backend.immersions.past_days import PastDay, bring_in_day
from seeds.activity_plans import SHOP
from seeds.days import Days
from seeds.journey_plans import BILL

NAME = "10 de cœur Nouvelle-Aquitaine, première édition"
SUMMARY = "Cent vingt personnes d’un métier à l’autre, dans toute la région."
OPENED = {
    Phase.OFFERS: 250,
    Phase.WISHES: 235,
    Phase.MATCHING: 220,
    Phase.REVIEW: 219,
    Phase.PUBLISHED: 216,
    Phase.DAYS: 200,
    Phase.DEBRIEF: 185,
    Phase.CLOSED: 170,
}
"""How many days ago each phase opened."""
WELCOMED = 190
"""How many days ago Élodie was welcomed in Inès's shop."""


async def bring_first_edition_in(
    session: Session,
    region_id: UUID,
    who: Mapping[str, UUID],
    unlucky: Sequence[UUID],
    activities: Mapping[str, UUID],
    days: Days,
) -> immersions.Edition:
    """Write the edition as closed; Inès and the `unlucky` wished then, and had nothing."""
    opened = {phase: days.ago(ago, 8) for phase, ago in OPENED.items()}
    past = PastEdition(NAME, SUMMARY, region_id, who["solene"], opened, [who["ines"], *unlucky])
    edition = await bring_in_edition(session, past)
    await _day(session, edition, activities, who, days)
    return edition


async def _day(
    session: Session,
    edition: immersions.Edition,
    activities: Mapping[str, UUID],
    who: Mapping[str, UUID],
    days: Days,
) -> None:
    """What Élodie saw on her day in the shop is what the report on the pro rata comes from."""
    places = {one.name: one.id for one in await journeys.places(session)}
    seen = FeltInput(
        text="Quatre lignes de prorata sur une facture, et personne pour dire d’où elles viennent.",
        place=places[BILL],
        frequency=journeys.Frequency.OFTEN,
    )
    day = PastDay(
        activity_id=activities[SHOP],
        title="Une journée au comptoir",
        site_id=await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == who["ines"])),
        host_id=who["ines"],
        visitor_id=who["elodie"],
        starts_at=days.ago(WELCOMED, 10),
        ends_at=days.ago(WELCOMED, 17),
        surprised="Au téléphone, je devine. Ici, le client pose sa facture et me regarde la lire.",
        quote="Sur la même facture, nous disions chacune autre chose.",
        irritants=(seen,),
    )
    await bring_in_day(session, edition, day)
