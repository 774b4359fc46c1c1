"""The charter and the perks, and who has signed among the circles written by hand."""

import random
from collections.abc import Sequence

from backend import circles
from backend.circles import MembershipStatus
from backend.core.db import Session
from seeds.charter import seed_charter
from seeds.circle_plans import PLANS
from seeds.circles import People
from seeds.days import Days
from seeds.people import Seats, acting
from seeds.perks import seed_perks
from seeds.seating import Seated

SIGNED = 0.8
NOT_YET = ("ines", "elodie")


async def bring_charter_in(
    session: Session, seated: Sequence[Seated], people: People, seats: Seats, days: Days
) -> None:
    """Publish the charter and the perks; most members sign, Inès and Élodie have still to."""
    dice = random.Random(f"{days.today} charter")
    charter = await seed_charter(session)
    await seed_perks(session)
    waited_for = {seats.of(key) for key in NOT_YET}
    signers = {
        spell.seat: dice.random() < SIGNED
        for circle in seated[: len(PLANS)]
        for spell in circle.spells
        if spell.status is MembershipStatus.ACTIVE and circle.plan.is_open and spell.seat not in waited_for
    }
    for seat in sorted(seat for seat, signs in signers.items() if signs):
        await circles.sign_charter(session, await acting(session, people[seat]), charter)
