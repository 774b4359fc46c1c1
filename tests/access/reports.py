"""Reports: Inès sends them, Nadia's topic receives them, Solène answers for where they come from."""

from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from backend import journeys, lineage, reports
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.reports import ResponseInput, Status, StatusInput, TextInput
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.journeys.scene import a_journey, an_irritant
from tests.reports.photos import a_photo
from tests.reports.scenes import a_report, a_topic, said, stands

FILE = Path(__file__).with_name("one_report.csv")
SAY = TextInput(text="Dans quelle boutique ?")
YES = ResponseInput(doing="Une seule file", not_doing="Pas de casiers", by_when="En mars", accept=True)
DONE = StatusInput(status=Status.DELIVERED, evidence="La file unique, en photo")
PHOTO = b64encode(a_photo()).decode()
Verb = Callable[[Session, reports.Standing], Awaitable[object]]


async def sent(cast: Cast, session: Session) -> Scene:
    topic = await a_topic(session, cast, name=f"Boutiques {new_id()}")
    return {"number": (await a_report(session, cast)).number, "topic": topic}


async def asked(cast: Cast, session: Session) -> Scene:
    scene = await sent(cast, session)
    await reports.ask_author(session, await stands(session, cast, "nadia", scene["number"]), SAY)
    return scene


async def voted(cast: Cast, session: Session) -> Scene:
    scene = await sent(cast, session)
    for name in ("karim", "thomas"):
        await reports.vote(session, await stands(session, cast, name, scene["number"]))
    return scene


async def delivered(cast: Cast, session: Session) -> Scene:
    scene = await voted(cast, session)
    nadia = await stands(session, cast, "nadia", scene["number"])
    await reports.respond(session, nadia, YES)
    await reports.change_status(session, nadia, DONE)
    return scene


async def two(cast: Cast, session: Session) -> Scene:
    return {**await sent(cast, session), "into": (await a_report(session, cast)).number}


async def merged(cast: Cast, session: Session) -> Scene:
    scene = await two(cast, session)
    nadia = await cast.actor("nadia")
    pair = [await reports.get_report(session, nadia, scene[name]) for name in ("number", "into")]
    await reports.merge(session, nadia, *pair)
    return scene


async def seen(cast: Cast, session: Session) -> Scene:
    await a_topic(session, cast, name=f"Boutiques {new_id()}")
    return {"irritant": (await an_irritant(session, cast, await a_journey(session, cast))).id}


async def bring_in(session: Session, actor: Actor, _scene: Scene) -> object:
    return await reports.import_reports(session, actor, FILE)


async def submit(session: Session, actor: Actor, scene: Scene) -> object:
    return await reports.submit(session, actor, said())


async def merge(session: Session, actor: Actor, scene: Scene) -> object:
    pair = [await reports.get_report(session, actor, scene[name]) for name in ("number", "into")]
    return await reports.merge(session, actor, *pair)


async def unmerge(session: Session, actor: Actor, scene: Scene) -> object:
    return await reports.unmerge(session, actor, await reports.get_report(session, actor, scene["number"]))


async def assign(session: Session, actor: Actor, scene: Scene) -> object:
    report = await reports.get_report(session, actor, scene["number"])
    standing = await reports.standing_of(session, actor, report)
    return await reports.assign(session, standing, scene["topic"])


async def add_photos(session: Session, actor: Actor, scene: Scene) -> object:
    report = await reports.get_report(session, actor, scene["number"])
    standing = await reports.standing_of(session, actor, report)
    return await reports.add_photos(session, standing, [reports.encoded(b64decode(PHOTO))])


async def promote(session: Session, actor: Actor, scene: Scene) -> object:
    irritant = await journeys.get_irritant(session, scene["irritant"])
    return await lineage.promote_irritant(session, actor, irritant)


def on_report(
    name: str,
    verb: Verb,
    path: str,
    form: dict[str, Any],
    mutation: str,
    arrange: Callable[[Cast, Session], Awaitable[Scene]] = sent,
    **given: Any,
) -> Action:
    """Something done under a report, by its number."""

    async def act(session: Session, actor: Actor, scene: Scene) -> object:
        report = await reports.get_report(session, actor, scene["number"])
        return await verb(session, await reports.standing_of(session, actor, report))

    return Action(
        f"reports.{name}",
        arrange=arrange,
        verb=act,
        page=lambda scene: (f"/reports/{scene['number']}/{path}", form),
        mutation=lambda scene: (mutation, {"number": scene["number"], **given}),
    )


TEXT = {"text": SAY.text}
MORE = reports.CompletionInput(title="Deux files au comptoir")
REPORTS = (
    Action(
        "reports.add_photos",
        arrange=sent,
        verb=add_photos,
        page=None,
        mutation=lambda scene: ("addReportPhoto", {"number": scene["number"], "data": PHOTO}),
    ),
    on_report("add_note", lambda s, st: reports.add_note(s, st, SAY), "notes", TEXT, "noteOnReport", **TEXT),
    on_report(
        "answer_as_author",
        lambda s, st: reports.answer_as_author(s, st, SAY),
        "answer",
        TEXT,
        "answerAsAuthor",
        asked,
        **TEXT,
    ),
    on_report("ask_author", lambda s, st: reports.ask_author(s, st, SAY), "ask", TEXT, "askAuthor", **TEXT),
    Action(
        "reports.assign",
        arrange=sent,
        verb=assign,
        page=lambda scene: (f"/reports/{scene['number']}/assign", {"topic_id": str(scene["topic"])}),
        mutation=lambda scene: (
            "assignReport",
            {"number": scene["number"], "topicId": encode("Topic", scene["topic"])},
        ),
    ),
    on_report(
        "change_status",
        lambda s, st: reports.change_status(s, st, StatusInput(status=Status.IN_REVIEW)),
        "status",
        {"status": "in_review"},
        "changeReportStatus",
        status="IN_REVIEW",
    ),
    on_report(
        "comment", lambda s, st: reports.comment(s, st, SAY), "comments", TEXT, "commentOnReport", **TEXT
    ),
    on_report(
        "complete",
        lambda s, st: reports.complete(s, st, MORE),
        "edit",
        {"title": MORE.title},
        "completeReport",
        title=MORE.title,
    ),
    on_report(
        "contest",
        lambda s, st: reports.contest(s, st, SAY),
        "contest",
        TEXT,
        "contestDelivery",
        delivered,
        **TEXT,
    ),
    on_report("follow", lambda s, st: reports.follow(s, st), "follow", {"yes": "true"}, "followReport"),
    Action(
        "reports.merge",
        arrange=two,
        verb=merge,
        page=lambda scene: (f"/reports/{scene['number']}/merge", {"into": scene["into"]}),
        mutation=lambda scene: ("mergeReports", {"number": scene["number"], "into": scene["into"]}),
    ),
    Action("reports.import_reports", arrange=two, verb=bring_in, page=None, mutation=None),
    Action(
        "reports.promote_irritant",
        arrange=seen,
        verb=promote,
        page=lambda scene: (f"/irritants/{scene['irritant']}/promote", {}),
        mutation=lambda scene: ("promoteIrritant", {"irritantId": encode("Irritant", scene["irritant"])}),
    ),
    on_report(
        "respond",
        lambda s, st: reports.respond(s, st, YES),
        "respond",
        {"doing": YES.doing, "not_doing": YES.not_doing, "by_when": YES.by_when, "accept": "true"},
        "respondToReport",
        doing=YES.doing,
        notDoing=YES.not_doing,
        when=YES.by_when,
    ),
    Action(
        "reports.submit",
        arrange=sent,
        verb=submit,
        page=lambda _scene: ("/reports", {"kind": "idea", "title": "Une idée simple"}),
        mutation=lambda _scene: ("submitReport", {"kind": "IDEA", "title": "Une idée simple"}),
    ),
    Action(
        "reports.unmerge",
        arrange=merged,
        verb=unmerge,
        page=lambda scene: (f"/reports/{scene['number']}/unmerge", {}),
        mutation=lambda scene: ("unmergeReport", {"number": scene["number"]}),
    ),
    on_report(
        "verify_delivery",
        lambda s, st: reports.verify_delivery(s, st, True),
        "verify",
        {"yes": "true"},
        "verifyDelivery",
        delivered,
        holds=True,
    ),
    on_report("vote", lambda s, st: reports.vote(s, st), "vote", {"yes": "true"}, "voteForReport"),
    on_report("withdraw", lambda s, st: reports.withdraw(s, st), "vote", {}, "withdrawVote", voted),
)
