"""The perks of the demo: what ambassadors try on preferential conditions."""

from backend import circles
from backend.circles import CircleKind, PerkInput, Worded
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.core.listing import Page

ALL = (
    PerkInput(
        product="Box Prisme",
        offer=Worded(
            fr="Installée chez vous six mois avant sa sortie, sans frais.",
            en="At your place six months before its launch, free of charge.",
        ),
    ),
    PerkInput(
        product="Forfait Étale 5G",
        offer=Worded(
            fr="Moitié prix pendant un an, pour vous et une personne de votre foyer.",
            en="Half price for a year, for you and one person at home.",
        ),
    ),
    PerkInput(
        product="Répéteur Écho",
        offer=Worded(
            fr="Prêté trois mois, contre trois remontées.",
            en="On loan for three months, in exchange for three reports.",
        ),
        kind=CircleKind.AMBASSADOR,
    ),
    PerkInput(
        product="Montre Tempo",
        offer=Worded(
            fr="Un modèle d’essai par saison, à garder si vous l’aimez.",
            en="One test model a season, yours to keep if you like it.",
        ),
        kind=CircleKind.EVANGELIST,
    ),
)


async def seed_perks(session: Session) -> None:
    """Add the perks that are not there yet."""
    known = {perk.product for perk in (await circles.visible_perks(session, SYSTEM, Page(100))).items}
    for perk in ALL:
        if perk.product not in known:
            await circles.add_perk(session, SYSTEM, perk)
