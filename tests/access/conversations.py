"""Conversations: of a comment that Nadia alone may read; by code, whoever holds it."""

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.pulse import Cut, WordsInput, codes
from backend.pulse.models import PulseComment, ReleaseCell
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.access.commitments import results
from tests.cast import Cast

WORDS = {"text": "Qu’est-ce qui aiderait ?"}


async def a_comment(cast: Cast, session: Session) -> Scene:
    scene = await results(cast, session)
    code = codes.new_code()
    comment = PulseComment(
        wave_id=scene["wave"], unit_key="", text="Mot", search="mot", code_hash=codes.code_hash(code)
    )
    shown = ReleaseCell(wave_id=scene["wave"], question="*", cut=Cut.ALL, key="", count_min=10, count_max=19)
    told = ReleaseCell(wave_id=scene["wave"], question="", cut=Cut.ALL, key="", count_min=10, count_max=19)
    session.add_all([comment, shown, told])
    await session.flush()
    return {"comment": comment.id, "code": code}


async def reply(session: Session, actor: Actor, scene: Scene) -> object:
    comment = await pulse.comment_read_by(session, actor, scene["comment"])
    return await pulse.reply_in_conversation(session, actor, comment, WordsInput.model_validate(WORDS))


async def lock(session: Session, actor: Actor, scene: Scene) -> object:
    comment = await pulse.comment_read_by(session, actor, scene["comment"])
    return await pulse.lock_conversation(session, actor, comment)


async def report(session: Session, actor: Actor, scene: Scene) -> object:
    comment = await pulse.comment_read_by(session, actor, scene["comment"])
    return await pulse.report_conversation(session, actor, comment)


async def by_code(session: Session, actor: Actor, scene: Scene) -> object:
    comment = await pulse.comment_of_code(session, scene["code"])
    return await pulse.reply_as_author(session, comment, WordsInput.model_validate(WORDS))


def conversation(scene: Scene) -> dict[str, str]:
    return {"conversationId": encode("Conversation", scene["comment"])}


CONVERSATIONS = (
    Action(
        "pulse.lock_conversation",
        arrange=a_comment,
        verb=lock,
        page=lambda scene: (f"/pulse/conversations/{scene['comment']}/lock", {}),
        mutation=lambda scene: ("lockConversation", conversation(scene)),
    ),
    Action(
        "pulse.reply_as_author",
        arrange=a_comment,
        verb=by_code,
        page=lambda scene: ("/pulse/conversation", {"code": scene["code"], "change": "reply", **WORDS}),
        mutation=None,
    ),
    Action(
        "pulse.reply_in_conversation",
        arrange=a_comment,
        verb=reply,
        page=lambda scene: (f"/pulse/conversations/{scene['comment']}/reply", WORDS),
        mutation=lambda scene: ("replyInConversation", {**conversation(scene), **WORDS}),
    ),
    Action(
        "pulse.report_conversation",
        arrange=a_comment,
        verb=report,
        page=lambda scene: (f"/pulse/conversations/{scene['comment']}/report", {}),
        mutation=lambda scene: ("reportConversation", conversation(scene)),
    ),
)
