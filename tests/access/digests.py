"""The digest: Nadia edits, Hélène signs, Maud sends, and Hélène names Yann; the others read what was sent."""

from collections.abc import Awaitable, Callable
from typing import Any

import sqlalchemy as sa

from backend import digests
from backend.core.actor import Actor
from backend.core.db import Session
from backend.digests import (
    ComposeInput,
    DelegateInput,
    Issue,
    ItemInput,
    RemarkInput,
    ScheduleInput,
    State,
)
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.digests.scenes import (
    BOTH,
    WORD,
    a_draft,
    a_review,
    a_sending,
    a_signed_issue,
    makers,
    this_month,
)

WHY = RemarkInput(text="La photo manque.")
YANN = DelegateInput(email="yann.faure@telenova.example")
Verb = Callable[[Session, Actor, Issue], Awaitable[object]]


def scene_of(
    made: Callable[[Session, Cast], Awaitable[Issue]],
) -> Callable[[Cast, Session], Awaitable[Scene]]:
    async def arrange(cast: Cast, session: Session) -> Scene:
        issue = await made(session, cast)
        items = await digests.items_of(session, issue.id)
        return {"number": issue.number, "item": items[0].id}

    return arrange


async def paused(session: Session, cast: Cast) -> Issue:
    issue = await a_sending(session, cast)
    return await digests.pause(session, await cast.actor("maud"), issue)


async def reviewed_by_yann(session: Session, cast: Cast) -> Issue:
    """Hélène has named Yann to sign for her."""
    issue = await a_review(session, cast)
    return await digests.name_delegate(session, await cast.actor("helene"), issue, YANN)


async def no_issue(cast: Cast, session: Session) -> Scene:
    await makers(session, cast)
    await session.execute(sa.update(Issue).values(status=State.CANCELLED))
    return {}


async def compose(session: Session, actor: Actor, scene: Scene) -> object:
    return await digests.compose(session, actor, ComposeInput(month=this_month()))


def on_issue(
    name: str,
    verb: Verb,
    made: Callable[[Session, Cast], Awaitable[Issue]],
    path: str,
    form: dict[str, Any],
    mutation: str,
    **given: Any,
) -> Action:
    """Something done to an issue, by its number."""

    async def act(session: Session, actor: Actor, scene: Scene) -> object:
        return await verb(session, actor, await digests.get_issue(session, actor, scene["number"]))

    return Action(
        f"digests.{name}",
        arrange=scene_of(made),
        verb=act,
        page=lambda scene: (f"/digests/{scene['number']}/{path}", form),
        mutation=lambda scene: (mutation, {"number": scene["number"], **given}),
    )


async def edit_item(session: Session, actor: Actor, scene: Scene) -> object:
    issue = await digests.get_issue(session, actor, scene["number"])
    return await digests.edit_item(session, actor, issue, scene["item"], ItemInput(title_en="Two queues"))


DIGESTS = (
    on_issue("cancel", digests.cancel, a_draft, "cancel", {}, "cancelDigest"),
    on_issue(
        "comment",
        lambda s, a, i: digests.comment(s, a, i, WHY),
        a_draft,
        "comments",
        {"text": WHY.text},
        "commentDigest",
        text=WHY.text,
    ),
    Action(
        "digests.compose",
        arrange=no_issue,
        verb=compose,
        page=lambda _scene: ("/digests", {"month": f"{this_month():%Y-%m}"}),
        mutation=lambda _scene: ("composeDigest", {"month": this_month().isoformat()}),
    ),
    Action(
        "digests.edit_item",
        arrange=scene_of(a_draft),
        verb=edit_item,
        page=lambda scene: (f"/digests/{scene['number']}/items/{scene['item']}", {"title_en": "Two queues"}),
        mutation=lambda scene: (
            "editDigestItem",
            {
                "number": scene["number"],
                "itemId": encode("DigestItem", scene["item"]),
                "titleEn": "Two queues",
            },
        ),
    ),
    on_issue("gather", digests.gather, a_draft, "gather", {}, "gatherDigest"),
    on_issue(
        "name_delegate",
        lambda s, a, i: digests.name_delegate(s, a, i, YANN),
        a_review,
        "delegate",
        {"email": YANN.email},
        "delegateSignature",
        email=YANN.email,
    ),
    on_issue("pause", digests.pause, a_sending, "pause", {}, "pauseDigest"),
    on_issue(
        "reject",
        lambda s, a, i: digests.reject(s, a, i, WHY),
        a_review,
        "reject",
        {"text": WHY.text},
        "rejectDigest",
        text=WHY.text,
    ),
    on_issue("request_review", digests.request_review, a_draft, "review", {}, "requestReview"),
    on_issue("resume", digests.resume, paused, "resume", {}, "resumeDigest"),
    on_issue(
        "schedule",
        lambda s, a, i: digests.schedule(s, a, i, ScheduleInput()),
        a_signed_issue,
        "schedule",
        {},
        "scheduleDigest",
    ),
    on_issue("sign", digests.sign, reviewed_by_yann, "sign", {}, "signDigest"),
    on_issue(
        "write_headline",
        lambda s, a, i: digests.write_headline(s, a, i, BOTH),
        a_draft,
        "headline",
        {"fr": BOTH.fr},
        "writeDigestHeadline",
        fr=BOTH.fr,
    ),
    on_issue(
        "write_word",
        lambda s, a, i: digests.write_word(s, a, i, WORD),
        a_draft,
        "word",
        {"fr": WORD.fr},
        "writeSponsorWord",
        fr=WORD.fr,
    ),
)
