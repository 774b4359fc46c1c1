"""Sending a bravo to a colleague, for a report or for an answer of the forum; agreeing to be quoted."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import forum, identity, recognition, reports
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.recognition import BravoInput
from backend.web.forms import parse, uuid_or_none
from backend.web.page import Context, Visit
from backend.web.recognition.faces import Chosen

FOUND = 8


@dataclass(frozen=True, slots=True)
class Thanked:
    """Whom a word goes to, as the form says it again: `field` and `value`.

    `who` is None behind no name; `about` and `href` are what it is for, empty for a person.
    """

    field: str
    value: str
    who: str | None
    about: str = ""
    href: str = ""


@dataclass(frozen=True)
class BravoPage(Context):
    """`to` is whom or what is thanked; None until somebody is found by `words`."""

    words: str
    found: Sequence[identity.PersonRow]
    to: Thanked | None


async def new(visit: Visit) -> Response:
    """Whom to thank, then the word. Errors: NotFound."""
    to, words = await _thanked(visit), visit.query("q")
    found: Sequence[identity.PersonRow] = []
    if len(words) >= 2 and to is None:
        found = (await identity.visible_people(visit.session, visit.actor, Page(FOUND), words)).items
    template = "recognition/_people.html" if visit.puts_in("people") else "recognition/bravo.html"
    return await visit.render(template, BravoPage(words, found, to))


async def create(visit: Visit) -> Response:
    given = parse(BravoInput, visit.form)
    await recognition.send_bravo(visit.session, visit.actor, given)
    to = await _thanked(visit)
    return visit.redirect(to.href if to and to.href else "/recognition", said="bravo.sent")


async def quote(visit: Visit) -> Response:
    """Agree that a bravo received is quoted, or no longer."""
    agrees = parse(Chosen, visit.form).yes
    await recognition.agree_to_quote(visit.session, visit.actor, UUID(visit.path("id")), agrees)
    return visit.redirect("/recognition", said="bravo.agreed" if agrees else "bravo.kept_private")


async def _thanked(visit: Visit) -> Thanked | None:
    """Whom the address names, or the form when it comes back. Errors: NotFound."""
    session, actor = visit.session, visit.actor
    if (number := _given(visit, "report")).isdecimal() and len(number) < 11:
        report = await reports.report_row(session, actor, int(number))
        return Thanked("report", number, report.signed_as, report.title, f"/reports/{number}")
    if post_id := uuid_or_none(_given(visit, "post_id")):
        post = (await forum.posts_by_ids(session, actor, [post_id])).get(post_id)
        if post is None:
            raise NotFound
        thread = await forum.thread_row(session, actor, post.thread_id)
        return Thanked(
            "post_id", str(post_id), post.author_name, thread.title, _place(post.thread_id, post_id)
        )
    if person_id := _given(visit, "person_id"):
        wanted = uuid_or_none(person_id)
        known = await identity.known_people(session, actor, [wanted]) if wanted else {}
        if wanted not in known:
            raise NotFound
        return Thanked("person_id", person_id, known[wanted].display_name)
    return None


def _given(visit: Visit, name: str) -> str:
    return visit.query(name) or str(visit.form.get(name) or "")


def _place(thread_id: UUID, post_id: UUID) -> str:
    return f"/forum/{thread_id}#post-{post_id}"
