"""What happened, searched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from starlette.responses import Response

from backend import audit, identity
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.web.admin.frame import Room, enter
from backend.web.page import Context, Visit

FAMILIES = (
    "charter",
    "circle",
    "gathering",
    "job",
    "membership",
    "message",
    "perk",
    "person",
    "practice",
    "role",
    "supplier",
    "token",
    "webhook",
)
"""Beginnings of the names of events, as the filter offers them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One event in words; `about` is the person concerned, with their page."""

    at: datetime
    who: str
    what: str
    about: str
    about_href: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class AuditPage(Context):
    rooms: tuple[Room, ...]
    lines: list[Line]
    words: str
    family: str
    families: tuple[str, ...]
    person: identity.PersonRow | None
    next_href: str


async def index(visit: Visit) -> Response:
    """What happened, newest first; the list alone for htmx."""
    open_rooms = enter(visit, identity.Permission.AUDIT_SEE)
    family = visit.query("family") if visit.query("family") in FAMILIES else ""
    person = await _person(visit)
    wanted = audit.EventFilter(name=family, words=visit.query("q"), person_id=person.id if person else None)
    page = Page(50, visit.cursor())
    listing = await audit.visible_events(visit.session, visit.actor, page, wanted)
    kept = {"q": wanted.words, "family": family, "person": str(person.id) if person else ""}
    query = urlencode({key: value for key, value in {**kept, "after": listing.end or ""}.items() if value})
    context = AuditPage(
        rooms=open_rooms,
        lines=[_line(visit, row) for row in listing.items],
        words=wanted.words,
        family=family,
        families=FAMILIES,
        person=person,
        next_href=f"/admin/audit?{query}" if listing.has_more else "",
    )
    template = "admin/_events.html" if visit.puts_in("events") else "admin/audit.html"
    return await visit.render(template, context)


async def _person(visit: Visit) -> identity.PersonRow | None:
    given = visit.query("person")
    if not given:
        return None
    try:
        wanted = UUID(given)
    except ValueError as error:
        raise NotFound from error
    found = await identity.known_people(visit.session, visit.actor, [wanted])
    if wanted not in found:
        raise NotFound
    return found[wanted]


def _line(visit: Visit, row: audit.EventRow) -> Line:
    words, gettext = visit.translator.translations.gettext, visit.translator.gettext
    code = f"event.{row.name}"
    worded = words(code)
    return Line(
        at=row.occurred_at,
        who=row.actor_name
        or (gettext("Somebody under a pseudonym") if row.disguised else gettext("Diapason")),
        what=row.name if worded == code else worded,
        about=row.subject_name or "",
        about_href=f"/admin/people/{row.subject_id}" if row.subject_name else "",
        facts=row.payload,
    )
