"""Commitments: Nadia answers everybody's results; Karim's are his and his leaders'."""

from datetime import timedelta

import sqlalchemy as sa

from backend import commitments, pulse
from backend.commitments import DropInput, MoveInput, PromiseInput
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.local_time import today_in
from backend.pulse import CommitmentInput
from backend.pulse.models import PULSE_INVITATIONS
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.pulse.scene import a_survey

WHAT, WHY = "Une réponse à chaque signalement", "Le logiciel arrive en mars"


def due() -> str:
    return (today_in("Europe/Paris") + timedelta(days=9)).isoformat()


async def results(cast: Cast, session: Session) -> Scene:
    survey = await a_survey(session, cast)
    await session.execute(sa.delete(PULSE_INVITATIONS))
    nadia = await cast.actor("nadia")
    wave = await pulse.open_wave(session, nadia, survey)
    await pulse.seal(session, await pulse.close_wave(session, nadia, wave))
    return {"wave": wave.id}


async def a_promise(cast: Cast, session: Session) -> Scene:
    given = PromiseInput.model_validate({"what": WHAT, "due_on": due()})
    karim = await cast.actor("karim")
    made = await commitments.make(session, karim, given, source_kind="report", source_id=new_id())
    return {"commitment": made.id}


async def publish(session: Session, actor: Actor, scene: Scene) -> object:
    given = CommitmentInput.model_validate({"what": WHAT, "due_on": due(), "theme": "listening"})
    return await pulse.publish_commitment(session, actor, scene["wave"], None, given)


async def keep(session: Session, actor: Actor, scene: Scene) -> object:
    held = await commitments.get_commitment(session, actor, scene["commitment"])
    return await commitments.keep(session, actor, held)


async def move(session: Session, actor: Actor, scene: Scene) -> object:
    held = await commitments.get_commitment(session, actor, scene["commitment"])
    given = MoveInput.model_validate({"due_on": due(), "reason": WHY})
    return await commitments.move(session, actor, held, given)


async def drop(session: Session, actor: Actor, scene: Scene) -> object:
    held = await commitments.get_commitment(session, actor, scene["commitment"])
    return await commitments.drop(session, actor, held, DropInput(reason=WHY))


COMMITMENTS = (
    Action(
        "commitments.drop",
        arrange=a_promise,
        verb=drop,
        page=lambda scene: (f"/commitments/{scene['commitment']}/drop", {"reason": WHY}),
        mutation=lambda scene: (
            "updateCommitment",
            {"id": encode("Commitment", scene["commitment"]), "fate": "DROPPED", "reason": WHY},
        ),
    ),
    Action(
        "commitments.keep",
        arrange=a_promise,
        verb=keep,
        page=lambda scene: (f"/commitments/{scene['commitment']}/keep", {}),
        mutation=lambda scene: (
            "updateCommitment",
            {"id": encode("Commitment", scene["commitment"]), "fate": "KEPT"},
        ),
    ),
    Action(
        "commitments.move",
        arrange=a_promise,
        verb=move,
        page=lambda scene: (f"/commitments/{scene['commitment']}/move", {"due_on": due(), "reason": WHY}),
        mutation=lambda scene: (
            "updateCommitment",
            {"id": encode("Commitment", scene["commitment"]), "dueOn": due(), "reason": WHY},
        ),
    ),
    Action(
        "pulse.publish_commitment",
        arrange=results,
        verb=publish,
        page=lambda scene: (
            f"/pulse/{scene['wave']}/commitments?unit=",
            {"what": WHAT, "due_on": due(), "theme": "listening"},
        ),
        mutation=lambda scene: (
            "publishCommitment",
            {"waveId": encode("Wave", scene["wave"]), "theme": "LISTENING", "what": WHAT, "dueOn": due()},
        ),
    ),
)
