"""Messages of a circle: the list, one with its question and its how, writing it, questions sent up."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from backend import circles
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.web.circles.frame import Frame, frame_of
from backend.web.circles.message_form import (
    MessageForm,
    Written,
    blank_form,
    form_of,
    given_of,
    typed_form,
    written_in,
)
from backend.web.forms import parse, uuid_or_none
from backend.web.page import Context, Visit

QUESTIONS_SHOWN = 20
UNITS_SHOWN = 20
LONGEST_SHOWN = 4000


@dataclass(frozen=True)
class ListPage(Context):
    circle: circles.CircleRow
    listing: Listing[circles.MessageRow]
    may_publish: bool


async def index(visit: Visit) -> Response:
    """A circle's messages, newest first; the next items alone for htmx."""
    frame = await frame_of(visit)
    after = visit.cursor()
    page, circle_id = Page(20, after), frame.circle.id
    listing = (await circles.message_rows(visit.session, visit.actor, [circle_id], page))[circle_id]
    template = "circles/_more_messages.html" if visit.is_htmx and after else "circles/messages.html"
    return await visit.render(template, ListPage(frame.row, listing, frame.may_publish))


@dataclass(frozen=True)
class ReachPanel:
    """How far the message has gone, for those who carry it; `addressed` while it is still going out."""

    addressed: int | None

    layers: Sequence[circles.LayerRow]
    teams: circles.UnitCount
    units: Listing[circles.UnitRow]
    orphans: Listing[circles.UnitRow]


@dataclass(frozen=True)
class MessagePage(Context):
    circle: circles.CircleRow
    message: circles.MessageRow
    questions: Listing[circles.QuestionRow]
    reach: ReachPanel | None
    audience: int | None
    answering: str
    tried: bool


async def show(visit: Visit) -> Response:
    """One message; opening it counts as having been reached, noted once the page is rendered."""
    frame, row = await _row(visit)
    session, actor = visit.session, visit.actor
    page = Page(QUESTIONS_SHOWN, visit.cursor("questions_after"))
    questions = (await circles.question_rows(session, actor, [row.id], page))[row.id]
    published = row.status is circles.MessageStatus.PUBLISHED
    reach = await _reach(visit, row) if published and row.may_publish else None
    audience = None if published else await circles.audience_size(session, frame.circle)
    if published and row.layer is not None and row.read_at is None:
        visit.afterwards = _note_reading(visit, row.id)
    answering = str(visit.request.path_params.get("question_id", ""))
    tried = visit.query("tried") == "1"
    context = MessagePage(frame.row, row, questions, reach, audience, answering, tried)
    return await visit.render("circles/message.html", context)


def _note_reading(visit: Visit, message_id: UUID) -> Callable[[Session], Awaitable[None]]:
    async def note(session: Session) -> None:
        message = await circles.get_message(session, visit.actor, message_id)
        await circles.read_message(session, visit.actor, message)

    return note


async def _reach(visit: Visit, row: circles.MessageRow) -> ReachPanel:
    session, message_id, ids = visit.session, row.id, [row.id]
    units = Page(UNITS_SHOWN, visit.cursor("units_after"))
    orphans = Page(UNITS_SHOWN, visit.cursor("orphans_after"))
    return ReachPanel(
        addressed=None if row.addressed_at else await circles.addressed_count(session, message_id),
        layers=(await circles.layer_rows(session, ids))[message_id],
        teams=await circles.unit_count(session, message_id),
        units=(await circles.unit_rows(session, ids, units))[message_id],
        orphans=(await circles.orphan_rows(session, ids, orphans))[message_id],
    )


@dataclass(frozen=True)
class FormPage(Context):
    circle: circles.CircleRow
    message_id: UUID | None
    filled: MessageForm
    preview: Written
    audience: int


async def new(visit: Visit) -> Response:
    frame = await frame_of(visit)
    circles.require_publish(frame.standing)
    return await _form(visit, frame, None, blank_form())


async def edit(visit: Visit) -> Response:
    """The form of a draft; after a refused publication, with what is still missing."""
    frame, message = await _message(visit)
    circles.require_publish(frame.standing)
    if message.status is not circles.MessageStatus.DRAFT:
        raise circles.errors.AlreadyPublished
    return await _form(visit, frame, message.id, form_of(message))


async def _form(visit: Visit, frame: Frame, message_id: UUID | None, saved: MessageForm) -> Response:
    filled = typed_form(visit.form) if "title" in visit.form else saved
    audience = await circles.audience_size(visit.session, frame.circle)
    context = FormPage(frame.row, message_id, filled, written_in(filled, LONGEST_SHOWN), audience)
    return await visit.render(
        "circles/_message_preview.html" if visit.puts_in("preview") else "circles/message_form.html", context
    )


async def preview(visit: Visit) -> Response:
    """The form as it was typed, beside what readers will see; that alone for htmx. Nothing is kept."""
    if "id" in visit.request.path_params:
        return await edit(visit)
    return await new(visit)


async def draft(visit: Visit) -> Response:
    """Keep a new draft, or publish it at once when that is the button pressed."""
    frame = await frame_of(visit)
    message = await circles.draft_message(visit.session, visit.actor, frame.circle, given_of(visit.form))
    return await _kept(visit, frame, message)


async def change(visit: Visit) -> Response:
    frame, message = await _message(visit)
    message = await circles.edit_message(visit.session, visit.actor, message, given_of(visit.form))
    return await _kept(visit, frame, message)


async def _kept(visit: Visit, frame: Frame, message: circles.Message) -> Response:
    said = "message.drafted"
    if visit.form.get("publish"):
        await circles.publish_message(visit.session, visit.actor, message)
        said = "message.published"
    return visit.redirect(f"{frame.path}/messages/{message.id}", said=said)


async def publish(visit: Visit) -> Response:
    frame, message = await _message(visit)
    await circles.publish_message(visit.session, visit.actor, message)
    return visit.redirect(f"{frame.path}/messages/{message.id}", said="message.published")


class ChoiceInput(BaseModel):
    choice: int


async def answer(visit: Visit) -> Response:
    """Answer the question on the why: the page comes back with its how, or asks to try again."""
    frame, message = await _message(visit)
    given = parse(ChoiceInput, visit.form)
    done = await circles.acknowledge_message(visit.session, visit.actor, message, choice=given.choice)
    here = f"{frame.path}/messages/{message.id}"
    if done.understood:
        return visit.redirect(f"{here}#how", said="message.understood")
    return visit.redirect(f"{here}?tried=1#question")


async def ask(visit: Visit) -> Response:
    frame, message = await _message(visit)
    given = parse(circles.UpwardQuestionInput, visit.form)
    await circles.ask_upwards(visit.session, visit.actor, message, given)
    return visit.redirect(f"{frame.path}/messages/{message.id}#questions", said="message.question_asked")


async def answer_upwards(visit: Visit) -> Response:
    frame, message = await _message(visit)
    question = await circles.get_question(visit.session, visit.actor, _id(visit, "question_id"))
    if question.message_id != message.id:
        raise NotFound
    given = parse(circles.UpwardAnswerInput, visit.form)
    await circles.answer_question(visit.session, visit.actor, question, given)
    return visit.redirect(f"{frame.path}/messages/{message.id}#questions", said="message.question_answered")


async def _message(visit: Visit) -> tuple[Frame, circles.Message]:
    """The circle and the message of the URL. Errors: NotFound, also where one is not of the other."""
    frame = await frame_of(visit)
    message = await circles.get_message(visit.session, visit.actor, _id(visit, "id"))
    if message.circle_id != frame.circle.id:
        raise NotFound
    return frame, message


async def _row(visit: Visit) -> tuple[Frame, circles.MessageRow]:
    """As `_message`, with what this reader may see of it."""
    frame = await frame_of(visit)
    row = await circles.message_row(visit.session, visit.actor, _id(visit, "id"))
    if row.circle_id != frame.circle.id:
        raise NotFound
    return frame, row


def _id(visit: Visit, name: str) -> UUID:
    found = uuid_or_none(visit.path(name))
    if found is None:
        raise NotFound
    return found
