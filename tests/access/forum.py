"""The forum: Inès asks, Thomas answers, Nadia answers for the topic, Solène tends it, Yann is elsewhere."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from backend import forum
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.forum import AnswerInput, Opinion, ThreadInput
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.forum.scenes import TITLE, WHY, a_thread, an_answer, elsewhere, stands
from tests.reports.scenes import a_topic

REASON = {"reason": WHY.reason}
SAY = "Débranchez la box."
OnThread = Callable[[Session, forum.Standing], Awaitable[object]]
OnPost = Callable[[Session, forum.Standing, UUID], Awaitable[object]]
Arrange = Callable[[Cast, Session], Awaitable[Scene]]


async def answered(cast: Cast, session: Session) -> Scene:
    await a_topic(session, cast, name=f"Boutiques {new_id()}")
    await elsewhere(session, cast)
    thread = await a_thread(session, cast)
    return {"thread": thread, "post": await an_answer(session, cast, thread), "yann": cast.people["yann"]}


def after(verb: OnPost | None = None, on_thread: OnThread | None = None, by: str = "nadia") -> Arrange:
    """A scene in which something was done to the answer, or to the thread."""

    async def arrange(cast: Cast, session: Session) -> Scene:
        scene = await answered(cast, session)
        standing = await stands(session, cast, by, scene["thread"])
        if verb:
            await verb(session, standing, scene["post"])
        if on_thread:
            await on_thread(session, standing)
        return scene

    return arrange


async def start(session: Session, actor: Actor, _scene: Scene) -> object:
    return await forum.start_thread(session, actor, ThreadInput(title=TITLE))


def on_thread(
    name: str,
    verb: Callable[[Session, forum.Standing, Scene], Awaitable[object]],
    path: str,
    form: dict[str, Any],
    mutation: str,
    arrange: Arrange = answered,
    given: Callable[[Scene], dict[str, Any]] = lambda _scene: {},
) -> Action:
    async def act(session: Session, actor: Actor, scene: Scene) -> object:
        return await verb(session, await forum.standing_of(session, actor, scene["thread"]), scene)

    return Action(
        f"forum.{name}",
        arrange=arrange,
        verb=act,
        page=lambda scene: (f"/forum/{scene['thread']}/{path}", form),
        mutation=lambda scene: (
            mutation,
            {"threadId": encode("Thread", scene["thread"]), **given(scene)},
        ),
    )


def on_post(
    name: str,
    verb: OnPost,
    path: str,
    form: dict[str, Any],
    mutation: str,
    arrange: Arrange = answered,
    **given: Any,
) -> Action:
    async def act(session: Session, actor: Actor, scene: Scene) -> object:
        standing = await forum.standing_of(session, actor, scene["thread"])
        return await verb(session, standing, scene["post"])

    return Action(
        f"forum.{name}",
        arrange=arrange,
        verb=act,
        page=lambda scene: (f"/forum/{scene['thread']}/posts/{scene['post']}/{path}", form),
        mutation=lambda scene: (mutation, {"postId": encode("ForumPost", scene["post"]), **given}),
    )


ACCEPTED = after(forum.accept_solution)
FORUM = (
    on_post("accept_solution", forum.accept_solution, "accept", {}, "acceptSolution"),
    on_thread(
        "ask_expert",
        lambda s, st, scene: forum.ask_expert(s, st, scene["yann"]),
        "expert",
        {"expert_email": "yann.faure@telenova.example"},
        "askExpert",
        given=lambda scene: {"personId": encode("Person", scene["yann"])},
    ),
    on_post("confirm_solution", forum.confirm_solution, "confirm", {}, "confirmSolution", ACCEPTED),
    on_post(
        "flag_post", lambda s, st, p: forum.flag_post(s, st, p, WHY), "flag", REASON, "flagPost", **REASON
    ),
    on_post(
        "hide_post", lambda s, st, p: forum.hide_post(s, st, p, WHY), "hide", REASON, "hidePost", **REASON
    ),
    on_post(
        "keep_post",
        forum.keep_post,
        "keep",
        {},
        "keepPost",
        after(lambda s, st, p: forum.flag_post(s, st, p, WHY), by="karim"),
    ),
    on_thread(
        "lock_thread",
        lambda s, st, _: forum.lock_thread(s, st, WHY),
        "lock",
        REASON,
        "lockThread",
        given=lambda _: REASON,
    ),
    on_post(
        "mark_no_longer_valid",
        lambda s, st, p: forum.mark_no_longer_valid(s, st, p, WHY),
        "outdated",
        REASON,
        "markNoLongerValid",
        ACCEPTED,
        **REASON,
    ),
    on_post(
        "mark_post",
        lambda s, st, p: forum.mark_post(s, st, p, Opinion.HELPED),
        "helped",
        {"yes": "true"},
        "markPost",
        opinion="HELPED",
    ),
    on_thread(
        "reply_to_thread",
        lambda s, st, _: forum.reply_to_thread(s, st, AnswerInput(text=SAY)),
        "answers",
        {"text": SAY},
        "replyToThread",
        given=lambda _: {"text": SAY},
    ),
    on_post(
        "restore_post",
        forum.restore_post,
        "restore",
        {},
        "restorePost",
        after(lambda s, st, p: forum.hide_post(s, st, p, WHY)),
    ),
    Action(
        "forum.start_thread",
        arrange=answered,
        verb=start,
        page=lambda _scene: ("/forum", {"title": TITLE}),
        mutation=lambda _scene: ("startThread", {"title": TITLE}),
    ),
    on_thread(
        "unlock_thread",
        lambda s, st, _: forum.unlock_thread(s, st),
        "unlock",
        {},
        "unlockThread",
        after(on_thread=lambda s, st: forum.lock_thread(s, st, WHY)),
    ),
)
