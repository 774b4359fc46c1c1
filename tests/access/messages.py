"""Writing messages, understanding them, and the questions that go back up."""

from typing import Any

from backend import circles
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.circles import message_scenes as scenes

FIELDS: dict[str, Any] = {"title": "Une seule histoire"}


async def a_circle(cast: Cast, session: Session) -> Scene:
    """Karim's circle, over Nouvelle-Aquitaine; Inès and Thomas are addressed, and members of nothing."""
    circle_id = await scenes.a_circle(cast, session)
    return {"slug": (await session.get_one(circles.Circle, circle_id)).slug}


async def a_draft(cast: Cast, session: Session) -> Scene:
    return await _scene(session, await scenes.a_draft(cast, session))


async def a_message(cast: Cast, session: Session) -> Scene:
    return await _scene(session, await scenes.a_published(cast, session))


async def a_question(cast: Cast, session: Session) -> Scene:
    """A question that Inès sent up."""
    message = await scenes.a_published(cast, session)
    given = circles.UpwardQuestionInput(text="Et ensuite ?")
    question = await circles.ask_upwards(session, await cast.actor("ines"), message, given)
    return {**await _scene(session, message), "question": question.id}


async def _scene(session: Session, message: circles.Message) -> Scene:
    circle = await circles.get_circle_by_id(session, SYSTEM, message.circle_id)
    return {"slug": circle.slug, "message": message.id}


def here(scene: Scene) -> str:
    return f"/circles/{scene['slug']}/messages/{scene['message']}"


def named(scene: Scene, **given: Any) -> dict[str, Any]:
    return {"messageId": encode("Message", scene["message"]), **given}


async def draft(session: Session, actor: Actor, scene: Scene) -> object:
    circle = await circles.get_circle(session, actor, scene["slug"])
    return await circles.draft_message(session, actor, circle, circles.MessageInput(**FIELDS))


async def edit(session: Session, actor: Actor, scene: Scene) -> object:
    message = await circles.get_message(session, actor, scene["message"])
    return await circles.edit_message(session, actor, message, circles.MessageInput(**FIELDS))


async def publish(session: Session, actor: Actor, scene: Scene) -> object:
    message = await circles.get_message(session, actor, scene["message"])
    return await circles.publish_message(session, actor, message)


async def read(session: Session, actor: Actor, scene: Scene) -> object:
    message = await circles.get_message(session, actor, scene["message"])
    return await circles.read_message(session, actor, message)


async def acknowledge(session: Session, actor: Actor, scene: Scene) -> object:
    message = await circles.get_message(session, actor, scene["message"])
    return await circles.acknowledge_message(session, actor, message, choice=scenes.RIGHT)


async def ask(session: Session, actor: Actor, scene: Scene) -> object:
    message = await circles.get_message(session, actor, scene["message"])
    return await circles.ask_upwards(session, actor, message, circles.UpwardQuestionInput(text="Et après ?"))


async def answer(session: Session, actor: Actor, scene: Scene) -> object:
    question = await circles.get_question(session, actor, scene["question"])
    given = circles.UpwardAnswerInput(answer="On recommence.")
    return await circles.answer_question(session, actor, question, given)


MESSAGES = (
    Action(
        "circles.draft_message",
        arrange=a_circle,
        verb=draft,
        page=lambda scene: (f"/circles/{scene['slug']}/messages", FIELDS),
        mutation=lambda scene: ("draftMessage", {"slug": scene["slug"], **FIELDS}),
    ),
    Action(
        "circles.edit_message",
        arrange=a_draft,
        verb=edit,
        page=lambda scene: (f"{here(scene)}/edit", FIELDS),
        mutation=lambda scene: ("draftMessage", named(scene, **FIELDS)),
    ),
    Action(
        "circles.publish_message",
        arrange=a_draft,
        verb=publish,
        page=lambda scene: (f"{here(scene)}/publish", {}),
        mutation=lambda scene: ("publishMessage", named(scene)),
    ),
    Action(
        "circles.read_message",
        arrange=a_message,
        verb=read,
        page=None,
        mutation=lambda scene: ("readMessage", named(scene)),
    ),
    Action(
        "circles.acknowledge_message",
        arrange=a_message,
        verb=acknowledge,
        page=lambda scene: (f"{here(scene)}/answer", {"choice": scenes.RIGHT}),
        mutation=lambda scene: ("acknowledgeMessage", named(scene, choice=scenes.RIGHT)),
    ),
    Action(
        "circles.ask_upwards",
        arrange=a_message,
        verb=ask,
        page=lambda scene: (f"{here(scene)}/questions", {"text": "Et après ?"}),
        mutation=lambda scene: ("askUpwards", named(scene, text="Et après ?")),
    ),
    Action(
        "circles.answer_question",
        arrange=a_question,
        verb=answer,
        page=lambda scene: (
            f"{here(scene)}/questions/{scene['question']}/answer",
            {"answer": "On recommence."},
        ),
        mutation=lambda scene: (
            "answerUpwardQuestion",
            {"questionId": encode("UpwardQuestion", scene["question"]), "answer": "On recommence."},
        ),
    ),
)
