"""Journeys: who draws them, who sends their irritants on. Karim conducts the one of the scene."""

from datetime import date
from typing import Any

from backend import journeys
from backend.core.actor import Actor
from backend.core.db import Session
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.journeys.scene import a_journey, an_irritant


async def noted(cast: Cast, session: Session) -> Scene:
    drawn = await a_journey(session, cast)
    irritant = await an_irritant(session, cast, drawn)
    return {
        "journey": drawn.id,
        "irritant": irritant.id,
        "unit": cast.units["aquitaine"],
        "shop": drawn.shop,
        "home": drawn.home,
    }


async def draw(session: Session, actor: Actor, scene: Scene) -> object:
    step = journeys.StepInput(name="La boutique", position=1)
    given = journeys.JourneyInput(name="Le mobile", org_unit_id=scene["unit"], steps=[step])
    return await journeys.draw_journey(session, actor, given)


async def send_on(session: Session, actor: Actor, scene: Scene) -> object:
    return await journeys.send_on(session, actor, await journeys.get_irritant(session, scene["irritant"]))


async def redraw(session: Session, actor: Actor, scene: Scene) -> object:
    steps = [
        journeys.StepInput(id=scene["shop"], name="La boutique", position=1),
        journeys.StepInput(id=scene["home"], name="La maison", position=2),
    ]
    handoff = journeys.HandoffInput(from_step="La boutique", to_step="La maison")
    given = journeys.JourneyInput(name="La fibre", steps=steps, handoffs=[handoff])
    journey = await journeys.get_journey(session, scene["journey"])
    return await journeys.redraw_journey(session, actor, journey, given)


async def review(session: Session, actor: Actor, scene: Scene) -> object:
    given = journeys.ReviewInput(kind=journeys.ReviewKind.REVIEW, title="En mai", held_on=date(2026, 5, 4))
    journey = await journeys.get_journey(session, scene["journey"])
    return await journeys.tell_review(session, actor, journey, given)


def drawn(scene: Scene) -> dict[str, Any]:
    """The map that the form and the mutation hold: two steps and the handoff that has an irritant."""
    return {
        "step_id": [str(scene["shop"]), str(scene["home"])],
        "step_name": ["La boutique", "La maison"],
        "step_place": ["", ""],
        "handoff_from": "La boutique",
        "handoff_to": "La maison",
    }


JOURNEYS = (
    Action(
        "journeys.draw",
        arrange=noted,
        verb=draw,
        page=lambda scene: (
            "/journeys/new",
            {"name": "Le mobile", "org_unit_id": str(scene["unit"]), "step_name": "La boutique"},
        ),
        mutation=lambda scene: (
            "drawJourney",
            {
                "name": "Le mobile",
                "orgUnitId": encode("OrgUnit", scene["unit"]),
                "steps": [{"name": "La boutique", "position": 1}],
            },
        ),
    ),
    Action(
        "journeys.redraw",
        arrange=noted,
        verb=redraw,
        page=lambda scene: (f"/journeys/{scene['journey']}/edit", {"name": "La fibre", **drawn(scene)}),
        mutation=lambda scene: (
            "redrawJourney",
            {
                "journeyId": encode("Journey", scene["journey"]),
                "name": "La fibre",
                "steps": [
                    {"id": encode("JourneyStep", scene["shop"]), "name": "La boutique", "position": 1},
                    {"id": encode("JourneyStep", scene["home"]), "name": "La maison", "position": 2},
                ],
                "handoffs": [{"fromStep": "La boutique", "toStep": "La maison"}],
            },
        ),
    ),
    Action(
        "journeys.tell_review",
        arrange=noted,
        verb=review,
        page=lambda scene: (
            f"/journeys/{scene['journey']}/reviews",
            {"kind": "review", "title": "En mai", "held_on": "2026-05-04"},
        ),
        mutation=lambda scene: (
            "tellReview",
            {
                "journeyId": encode("Journey", scene["journey"]),
                "kind": "REVIEW",
                "title": "En mai",
                "heldOn": "2026-05-04",
            },
        ),
    ),
    Action("journeys.send_on", arrange=noted, verb=send_on, page=None, mutation=None),
)
