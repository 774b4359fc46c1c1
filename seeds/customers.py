"""What Télénova's customers scored over two years, shop by shop and centre by centre."""

import random
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import journeys, pulse
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.core.listing import Page
from backend.identity import ORG_UNITS, PEOPLE
from seeds.days import Days
from seeds.journey_plans import BILL, ORDER, SERVICE, SHOP, TECHNICIAN

DAYS = 730
REGION = "Nouvelle-Aquitaine"
MOST_UNITS = 40
A_MONTH = 18
"""Scores of a unit in a month, on average."""
REASONS = (
    ("Attente trop longue", SHOP, -1.6),
    ("Problème technique non réglé", TECHNICIAN, -2.2),
    ("Trop d’interlocuteurs", SERVICE, -1.9),
    ("Question de facture", BILL, -0.6),
    ("Conseil pour choisir", SHOP, 1.4),
    ("Suivi de commande", ORDER, 0.2),
)
CHANNELS = ("phone", "shop", "web")


async def bring_customers_in(session: Session, days: Days) -> None:
    """Scores of the units that have the most colleagues facing customers, a little better lately."""
    dice = random.Random(f"{days.today} customers")
    steps = await _steps(session)
    scores = [
        score
        for place, unit_id in enumerate(await _units(session))
        for score in _of_unit(dice, place, unit_id, steps, days.today)
    ]
    await pulse.add_customer_scores(session, SYSTEM, scores)


def _of_unit(
    dice: random.Random, place: int, unit_id: UUID, steps: dict[str, UUID], today: date
) -> list[dict[str, object]]:
    mood = dice.gauss(0, 0.7)
    found: list[dict[str, object]] = []
    for n in range(A_MONTH * DAYS // 30):
        ago = dice.randrange(DAYS)
        reason, step, leaning = dice.choice(REASONS)
        better = 0.9 * (1 - ago / DAYS)
        found.append(
            {
                "reference": f"demo-{place}-{n}",
                "given_on": today - timedelta(days=ago),
                "score": min(10, max(1, round(7.6 + mood + leaning + better + dice.gauss(0, 1.9)))),
                "org_unit_id": unit_id,
                "step_id": steps.get(step),
                "channel": dice.choice(CHANNELS),
                "reason": reason,
                "is_solved": dice.random() < 0.55 + 0.08 * (leaning + better),
            }
        )
    return found


async def _units(session: Session) -> list[UUID]:
    """Units that have people of their own, those of the region of the cast first."""
    people = sa.func.count(PEOPLE.c.id)
    found = await session.execute(
        sa.select(ORG_UNITS.c.id)
        .join(PEOPLE, PEOPLE.c.org_unit_id == ORG_UNITS.c.id)
        .group_by(ORG_UNITS.c.id, ORG_UNITS.c.path)
        .having(people >= 5)
        .order_by(~ORG_UNITS.c.path.contains(REGION), ORG_UNITS.c.path)
        .limit(MOST_UNITS)
    )
    return list(found.scalars())


async def _steps(session: Session) -> dict[str, UUID]:
    listing = await journeys.visible_journeys(session, Page(10))
    steps = await journeys.steps_of(session, [one.id for one in listing.items])
    return {step.name: step.id for some in steps.values() for step in some}
