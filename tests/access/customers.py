"""Customers' scores: Solène brings in those of her region."""

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast


async def a_unit(cast: Cast, session: Session) -> Scene:
    return {"unit": cast.units["boutique"], "reference": str(new_id())}


async def bring_in(session: Session, actor: Actor, scene: Scene) -> object:
    given = {
        "reference": scene["reference"],
        "given_on": "2026-03-02",
        "score": 9,
        "org_unit_id": scene["unit"],
    }
    return await pulse.add_customer_scores(session, actor, [given])


CUSTOMERS = (
    Action(
        "pulse.import_customer_scores",
        arrange=a_unit,
        verb=bring_in,
        page=None,
        mutation=lambda scene: (
            "importCustomerScores",
            {
                "scores": [
                    {
                        "reference": scene["reference"],
                        "givenOn": "2026-03-02",
                        "score": 9,
                        "orgUnitId": encode("OrgUnit", scene["unit"]),
                    }
                ]
            },
        ),
    ),
)
