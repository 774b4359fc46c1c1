"""Gatherings: the lead's part and the member's."""

from datetime import timedelta
from typing import Any

from backend import circles
from backend.circles.models import Reply
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.circles.scenes import THURSDAY, a_circle, a_gathering

TYPED = {
    "title": "Le point du jeudi",
    "starts_at_day": "2027-11-25",
    "starts_at_hour": "13:30",
    "ends_at": "14:00",
}


async def karims_circle(cast: Cast, session: Session) -> Scene:
    """Karim's circle in Nouvelle-Aquitaine, with Inès in it."""
    slug = f"circle-{new_id()}"
    return {"slug": slug, "circle": await a_circle(session, cast, slug=slug), "ines": cast.people["ines"]}


async def a_gathering_to_come(cast: Cast, session: Session) -> Scene:
    scene = await karims_circle(cast, session)
    return {**scene, "id": await a_gathering(session, scene["circle"], starts_in=timedelta(days=2))}


async def a_past_gathering(cast: Cast, session: Session) -> Scene:
    scene = await karims_circle(cast, session)
    return {**scene, "id": await a_gathering(session, scene["circle"], starts_in=timedelta(days=-2))}


async def plan(session: Session, actor: Actor, scene: Scene) -> object:
    circle = await circles.get_circle(session, actor, scene["slug"])
    return await circles.plan_gathering(session, actor, circle, THURSDAY)


async def change(session: Session, actor: Actor, scene: Scene) -> object:
    gathering = await circles.get_gathering(session, actor, scene["id"])
    return await circles.change_gathering(session, actor, gathering, THURSDAY)


async def cancel(session: Session, actor: Actor, scene: Scene) -> object:
    return await circles.cancel_gathering(
        session, actor, await circles.get_gathering(session, actor, scene["id"])
    )


async def reply(session: Session, actor: Actor, scene: Scene) -> object:
    gathering = await circles.get_gathering(session, actor, scene["id"])
    return await circles.reply_to_gathering(session, actor, gathering, Reply.YES)


async def attend(session: Session, actor: Actor, scene: Scene) -> object:
    gathering = await circles.get_gathering(session, actor, scene["id"])
    return await circles.record_attendance(session, actor, gathering, present=[scene["ines"]])


def page(scene: Scene, rest: str = "") -> str:
    return f"/circles/{scene['slug']}/gatherings/{scene['id']}{rest}"


def about(scene: Scene, **more: Any) -> dict[str, Any]:
    return {"gatheringId": encode("Gathering", scene["id"]), **more}


GATHERINGS = (
    Action(
        "circles.plan_gathering",
        arrange=karims_circle,
        verb=plan,
        page=lambda scene: (f"/circles/{scene['slug']}/gatherings", TYPED),
        mutation=lambda scene: (
            "planGathering",
            {
                "slug": scene["slug"],
                "title": "Le point",
                "startsAt": "2027-11-25T13:30:00+01:00",
                "endsAt": "2027-11-25T14:00:00+01:00",
            },
        ),
    ),
    Action(
        "circles.change_gathering",
        arrange=a_gathering_to_come,
        verb=change,
        page=lambda scene: (page(scene), TYPED),
        mutation=lambda scene: ("changeGathering", about(scene, title="Le point")),
    ),
    Action(
        "circles.cancel_gathering",
        arrange=a_gathering_to_come,
        verb=cancel,
        page=lambda scene: (page(scene, "/cancel"), {}),
        mutation=lambda scene: ("cancelGathering", about(scene)),
    ),
    Action(
        "circles.reply_to_gathering",
        arrange=a_gathering_to_come,
        verb=reply,
        page=lambda scene: (page(scene, "/reply"), {"reply": "yes"}),
        mutation=lambda scene: ("replyToGathering", about(scene, reply="YES")),
    ),
    Action(
        "circles.record_attendance",
        arrange=a_past_gathering,
        verb=attend,
        page=lambda scene: (page(scene, "/attendance"), {"person": str(scene["ines"])}),
        mutation=lambda scene: (
            "recordAttendance",
            about(scene, present=[encode("Person", scene["ines"])]),
        ),
    ),
)
