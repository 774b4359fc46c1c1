"""Comments that speak of danger: Nadia, who is trained, hears them; nobody else learns that there are any."""

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.pulse import AlertInput
from backend.pulse.models import CommentAlert
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.access.conversations import a_comment
from tests.cast import Cast


async def an_alert(cast: Cast, session: Session) -> Scene:
    scene = await a_comment(cast, session)
    session.add(CommentAlert(comment_id=scene["comment"]))
    await session.flush()
    return scene


async def settle(session: Session, actor: Actor, scene: Scene) -> object:
    given = AlertInput.model_validate({"state": "cared_for"})
    return await pulse.settle_alert(session, actor, scene["comment"], given)


ALERTS = (
    Action(
        "pulse.settle_alert",
        arrange=an_alert,
        verb=settle,
        page=lambda scene: (f"/pulse/alerts/{scene['comment']}", {"state": "cared_for"}),
        mutation=lambda scene: (
            "settleAlert",
            {"alertId": encode("Alert", scene["comment"]), "state": "CARED_FOR"},
        ),
    ),
)
