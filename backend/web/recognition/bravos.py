"""Sending a bravo to a colleague or to whoever sent a report; agreeing to be quoted."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import identity, recognition, reports
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.recognition import BravoInput
from backend.web.forms import parse
from backend.web.page import Context, Visit
from backend.web.recognition.faces import Chosen

FOUND = 8


@dataclass(frozen=True)
class BravoPage(Context):
    """`person` or `report` is who or what is thanked; neither until somebody is found by `words`."""

    words: str
    found: Sequence[identity.PersonRow]
    person: identity.PersonRow | None
    report: reports.ReportRow | None


async def new(visit: Visit) -> Response:
    """Whom to thank, then the word. Errors: NotFound."""
    session, actor = visit.session, visit.actor
    number, person_id, words = _given(visit, "report"), _given(visit, "person_id"), visit.query("q")
    report = await reports.report_row(session, actor, int(number)) if number.isdecimal() else None
    person = await _person(visit, person_id) if person_id and report is None else None
    found: Sequence[identity.PersonRow] = []
    if len(words) >= 2 and person is None:
        found = (await identity.visible_people(session, actor, Page(FOUND), words)).items
    template = "recognition/_people.html" if visit.puts_in("people") else "recognition/bravo.html"
    return await visit.render(template, BravoPage(words, found, person, report))


async def create(visit: Visit) -> Response:
    given = parse(BravoInput, visit.form)
    await recognition.send_bravo(visit.session, visit.actor, given)
    here = f"/reports/{given.report}" if given.report else "/recognition"
    return visit.redirect(here, said="bravo.sent")


async def quote(visit: Visit) -> Response:
    """Agree that a bravo received is quoted, or no longer."""
    agrees = parse(Chosen, visit.form).yes
    await recognition.agree_to_quote(visit.session, visit.actor, UUID(visit.path("id")), agrees)
    return visit.redirect("/recognition", said="bravo.agreed" if agrees else "bravo.kept_private")


def _given(visit: Visit, name: str) -> str:
    """What the address names, or the form when it comes back."""
    return visit.query(name) or str(visit.form.get(name) or "")


async def _person(visit: Visit, person_id: str) -> identity.PersonRow:
    try:
        wanted = UUID(person_id)
    except ValueError as error:
        raise NotFound from error
    known = await identity.known_people(visit.session, visit.actor, [wanted])
    if wanted not in known:
        raise NotFound
    return known[wanted]
