"""Journeys: who draws them, who sends their irritants on. Karim conducts the one of the scene."""

from backend import journeys
from backend.core.actor import Actor
from backend.core.db import Session
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.journeys.scene import a_journey, an_irritant


async def noted(cast: Cast, session: Session) -> Scene:
    drawn = await a_journey(session, cast)
    irritant = await an_irritant(session, cast, drawn)
    return {"journey": drawn.id, "irritant": irritant.id, "unit": cast.units["aquitaine"]}


async def draw(session: Session, actor: Actor, scene: Scene) -> object:
    step = journeys.StepInput(name="La boutique", position=1)
    given = journeys.JourneyInput(name="Le mobile", org_unit_id=scene["unit"], steps=[step])
    return await journeys.draw_journey(session, actor, given)


async def send_on(session: Session, actor: Actor, scene: Scene) -> object:
    return await journeys.send_on(session, actor, await journeys.get_irritant(session, scene["irritant"]))


JOURNEYS = (
    Action("journeys.draw", arrange=noted, verb=draw, page=None, mutation=None),
    Action("journeys.send_on", arrange=noted, verb=send_on, page=None, mutation=None),
)
