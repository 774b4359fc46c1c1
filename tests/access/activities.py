"""Activities of the whole company: written and retired by whoever runs editions everywhere."""

from typing import Any

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.immersions import ActivityInput, ActivityKind, PrerequisiteInput, WordedLine
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.immersions.scene import an_activity

GIVEN = ActivityInput(name=WordedLine(fr="Une tournée", en="A round"), kind=ActivityKind.DAY_IN_JOB)
FORM = {"name_fr": "Une tournée", "name_en": "A round", "kind": "day_in_job"}
SENT: dict[str, Any] = {"name": {"fr": "Une tournée", "en": "A round"}, "kind": "DAY_IN_JOB"}


def something() -> WordedLine:
    """Something to hold that nobody has asked for before."""
    return WordedLine(fr=f"Permis {new_id().hex}", en="A licence")


async def arranged(cast: Cast, session: Session) -> Scene:
    return {"activity": (await an_activity(session)).id}


async def add(session: Session, actor: Actor, scene: Scene) -> object:
    return await immersions.add_activity(session, actor, GIVEN)


async def change(session: Session, actor: Actor, scene: Scene) -> object:
    activity = await immersions.get_activity(session, scene["activity"])
    return await immersions.change_activity(session, actor, activity, GIVEN)


async def retire(session: Session, actor: Actor, scene: Scene) -> object:
    activity = await immersions.get_activity(session, scene["activity"])
    return await immersions.retire_activity(session, actor, activity)


async def ask_for(session: Session, actor: Actor, scene: Scene) -> object:
    return await immersions.add_prerequisite(session, actor, PrerequisiteInput(name=something()))


def about(scene: Scene, **more: Any) -> dict[str, Any]:
    return {"activityId": encode("Activity", scene["activity"]), **more}


ACTIVITIES = (
    Action(
        "immersions.add_activity",
        arrange=arranged,
        verb=add,
        page=lambda scene: ("/immersions/activities", FORM),
        mutation=lambda scene: ("addActivity", SENT),
    ),
    Action(
        "immersions.add_prerequisite",
        arrange=arranged,
        verb=ask_for,
        page=lambda scene: (
            "/immersions/activities/prerequisites",
            {"name_fr": something().fr, "name_en": "A licence"},
        ),
        mutation=lambda scene: ("addPrerequisite", {"name": something().model_dump()}),
    ),
    Action(
        "immersions.change_activity",
        arrange=arranged,
        verb=change,
        page=lambda scene: (f"/immersions/activities/{scene['activity']}", FORM),
        mutation=lambda scene: ("changeActivity", about(scene, **SENT)),
    ),
    Action(
        "immersions.retire_activity",
        arrange=arranged,
        verb=retire,
        page=lambda scene: (f"/immersions/activities/{scene['activity']}/retire", {}),
        mutation=lambda scene: ("retireActivity", about(scene)),
    ),
)
