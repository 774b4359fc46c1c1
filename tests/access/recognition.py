"""Recognition: anybody thanks anybody, one's face is one's own."""

from backend import recognition
from backend.core.actor import Actor
from backend.core.db import Session
from backend.recognition import BravoInput
from backend.recognition.models import BRAVOS
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast

WORD = "Merci pour le coup de main"


async def colleague(cast: Cast, session: Session) -> Scene:
    # One bravo a day for the same person: each face starts afresh.
    await session.execute(BRAVOS.delete())
    return {"person": cast.people["helene"]}


async def received(cast: Cast, session: Session) -> Scene:
    given = BravoInput(word=WORD, person_id=cast.people["ines"])
    await session.execute(BRAVOS.delete())
    return {"bravo": (await recognition.send_bravo(session, await cast.actor("karim"), given)).id}


async def send(session: Session, actor: Actor, scene: Scene) -> object:
    given = BravoInput(word=WORD, person_id=scene["person"])
    return await recognition.send_bravo(session, actor, given)


async def agree(session: Session, actor: Actor, scene: Scene) -> object:
    return await recognition.agree_to_quote(session, actor, scene["bravo"], True)


async def show(session: Session, actor: Actor, scene: Scene) -> object:
    return await recognition.show_face(session, actor, True)


RECOGNITION = (
    Action(
        "recognition.agree_to_quote",
        arrange=received,
        verb=agree,
        page=lambda scene: (f"/bravos/{scene['bravo']}/quote", {"yes": "true"}),
        mutation=lambda scene: ("agreeToQuoteBravo", {"bravoId": encode("Bravo", scene["bravo"])}),
    ),
    Action(
        "recognition.send_bravo",
        arrange=colleague,
        verb=send,
        page=lambda scene: ("/bravos", {"person_id": str(scene["person"]), "word": WORD}),
        mutation=lambda scene: ("sendBravo", {"personId": encode("Person", scene["person"]), "word": WORD}),
    ),
    Action(
        "recognition.show_face",
        arrange=colleague,
        verb=show,
        page=lambda _scene: ("/recognition/face", {"yes": "true"}),
        mutation=lambda _scene: ("showFace", {"shown": True}),
    ),
)
