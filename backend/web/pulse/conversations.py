"""Conversations: the author's door, which reads no session cookie, and the page of their unit's leaders."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.responses import Response

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import Invalid
from backend.pulse import ConversationRow, PulseComment, WordsInput
from backend.web.forms import parse
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class ConversationPage(Context):
    """The conversation of a code; nothing but the form to type one without it."""

    code: str
    sent: bool
    talk: ConversationRow | None


async def door(visit: Visit) -> Response:
    """Type the code. It never travels in an address, where logs would keep it."""
    return await visit.render("pulse/conversation.html", ConversationPage("", False, None))


async def look(visit: Visit) -> Response:
    """The conversation of the code typed, and perhaps something its author adds. Errors: CodeUnknown."""
    code, change = str(visit.form.get("code") or ""), visit.form.get("change")
    comment = await pulse.comment_of_code(visit.session, code)
    if change == "reply":
        await pulse.reply_as_author(visit.session, comment, parse(WordsInput, visit.form))
    elif change == "report":
        await pulse.report_as_author(visit.session, comment)
    talk = await pulse.conversation_row(visit.session, comment)
    page = ConversationPage(code, bool(change), talk)
    return await visit.render("pulse/conversation.html", page)


async def look_again(visit: Visit) -> Response:
    """The same, with what is wrong; a code that opens nothing leads back to the door."""
    code = str(visit.form.get("code") or "")
    try:
        comment = await pulse.comment_of_code(visit.session, code)
    except Invalid:
        return await door(visit)
    talk = await pulse.conversation_row(visit.session, comment)
    return await visit.render("pulse/conversation.html", ConversationPage(code, False, talk))


@dataclass(frozen=True)
class TalkPage(Context):
    """`may_settle`: something was reported, and it is for the reader to say that it was dealt with."""

    talk: ConversationRow
    may_settle: bool


async def show(visit: Visit) -> Response:
    """A conversation by its id, for whoever may read the comment. Errors: NotFound."""
    comment = await _comment(visit)
    talk = await pulse.conversation_row(visit.session, comment)
    may_settle = await pulse.may_settle(visit.session, visit.actor, comment)
    return await visit.render("pulse/talk.html", TalkPage(talk, may_settle))


def _on_conversation(
    verb: Callable[[Session, Actor, PulseComment], Awaitable[object]], said: str
) -> Callable[[Visit], Awaitable[Response]]:
    """A handler that does something to the conversation of the URL, and shows it again."""

    async def handler(visit: Visit) -> Response:
        comment = await _comment(visit)
        await verb(visit.session, visit.actor, comment)
        return visit.redirect(f"/pulse/conversations/{comment.id}", said=said)

    return handler


async def reply(visit: Visit) -> Response:
    """Answer. Errors: NotFound, NobodyToAnswer, ConversationLocked, ConversationFull."""
    comment = await _comment(visit)
    given = parse(WordsInput, visit.form)
    await pulse.reply_in_conversation(visit.session, visit.actor, comment, given)
    return visit.redirect(f"/pulse/conversations/{comment.id}", said="conversation.replied")


lock = _on_conversation(pulse.lock_conversation, "conversation.locked")
report = _on_conversation(pulse.report_conversation, "conversation.reported")


async def _comment(visit: Visit) -> PulseComment:
    return await pulse.comment_read_by(visit.session, visit.actor, visit.request.path_params["id"])
