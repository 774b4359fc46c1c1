"""Debriefs: the visitor's and the host's form, one debrief in full, and the stories that all may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import immersions, journeys, lineage, reports
from backend.core.errors import NotFound, checked
from backend.core.listing import Listing, Page
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Context, Visit
from backend.web.reports.triage import ask_title

PAGE, EMPTY_ROWS, MOST_ROWS = 12, 2, 10
COLUMNS = ("irritant_text", "irritant_place", "irritant_frequency")


@dataclass(frozen=True)
class FormPage(Context):
    """`rows` are irritants to confirm, the last ones empty; `doubtful`: a text looks personal."""

    frame: Frame
    here: str
    back: str
    offer_title: str
    is_host: bool
    sent: bool
    given: Mapping[str, Any]
    rows: Sequence[Mapping[str, str]]
    places: Sequence[journeys.PlaceRow]
    doubtful: bool


async def visitor_form(visit: Visit) -> Response:
    """The visitor's debrief, with their notes of the day. Errors: NotFound for whoever holds no place."""
    frame = await frame_of(visit)
    day = await immersions.my_day(visit.session, visit.actor, frame.edition.id)
    if day is None:
        raise NotFound
    noted = [
        dict(zip(COLUMNS, (note.text, str(note.place or ""), ""), strict=True)) for note in day.notes[::-1]
    ]
    here, back = f"{frame.path}/day/debrief", f"{frame.path}/day"
    return await _form(visit, frame, here, back, day.offer_title, noted, sent=day.debrief_id is not None)


async def host_form(visit: Visit) -> Response:
    """The host's debrief of a date. Errors: NotFound for whoever does not host it."""
    frame = await frame_of(visit)
    slot_id = UUID(visit.path("slot_id"))
    welcome = await immersions.welcome_row(visit.session, visit.actor, frame.edition.id, slot_id)
    back = f"{frame.path}/visitors/{slot_id}"
    sent = welcome.debrief_id is not None
    return await _form(visit, frame, f"{back}/debrief", back, welcome.offer_title, [], sent=sent, host=True)


async def submit(visit: Visit) -> Response:
    """Send the visitor's debrief, or the host's where the address names a date."""
    frame = await frame_of(visit)
    named = visit.request.path_params.get("slot_id")
    slot_id = UUID(str(named)) if named else None
    given = _given(visit.form)
    debrief = await immersions.submit_debrief(
        visit.session, visit.actor, frame.edition, given, slot_id=slot_id
    )
    return visit.redirect(f"{frame.path}/debriefs/{debrief.id}", said="debrief.submitted")


@dataclass(frozen=True)
class DebriefPage(Context):
    """`became` are the reports that irritants became, by `target_id`; `idea` is what the idea became."""

    frame: Frame
    debrief: immersions.DebriefRow
    irritants: Sequence[journeys.IrritantRow]
    became: Mapping[UUID, reports.ReportRow]
    idea: reports.ReportRow | None


async def show(visit: Visit) -> Response:
    """One debrief, for its author and whoever runs the edition: what was said, and what became of it."""
    frame = await frame_of(visit)
    debrief = await immersions.debrief_row(visit.session, visit.actor, UUID(visit.path("id")))
    if debrief.edition_id != frame.edition.id:
        raise NotFound
    found = await journeys.irritants_from(visit.session, visit.actor, immersions.DEBRIEF, [debrief.id])
    irritants = found[debrief.id]
    sent = [one.target_id for one in irritants if one.target_id]
    became = await reports.reports_by_ids(visit.session, visit.actor, sent)
    ideas = await reports.reports_from(visit.session, visit.actor, immersions.DEBRIEF, [debrief.id])
    page = DebriefPage(frame, debrief, irritants, became, ideas.get(debrief.id))
    return await visit.render("immersions/debrief.html", page)


async def promote_idea(visit: Visit) -> Response:
    """Send the idea of a debrief on as a report."""
    title = str(visit.form.get("title") or "")
    report = await lineage.promote_idea(visit.session, visit.actor, UUID(visit.path("id")), title)
    return visit.redirect(f"/reports/{report.number}", said="report.promoted")


async def title_of_idea(visit: Visit) -> Response:
    """Ask for the title of an idea that has too few words for one."""
    debrief = await immersions.debrief_row(visit.session, visit.actor, UUID(visit.path("id")))
    return await ask_title(visit, debrief.ideas)


@dataclass(frozen=True)
class StoriesPage(Context):
    """`frame` is the edition they are of; None for those of every edition, or for `one` of them."""

    frame: Frame | None
    listing: Listing[immersions.StoryRow]
    here: str
    one: bool = False


async def stories(visit: Visit) -> Response:
    """What those who came and those who welcomed in an edition let everybody read."""
    frame = await frame_of(visit)
    page = Page(PAGE, visit.cursor())
    listing = await immersions.stories(visit.session, page, edition_id=frame.edition.id)
    return await visit.render("immersions/stories.html", StoriesPage(frame, listing, f"{frame.path}/stories"))


async def all_stories(visit: Visit) -> Response:
    """The stories of every edition."""
    listing = await immersions.stories(visit.session, Page(PAGE, visit.cursor()))
    return await visit.render("immersions/stories.html", StoriesPage(None, listing, "/immersions/stories"))


async def story(visit: Visit) -> Response:
    """One story, which the monthly letter leads to. Errors: NotFound."""
    listing = await immersions.stories(visit.session, Page(1), story_id=UUID(visit.path("id")))
    if not listing.items:
        raise NotFound
    page = StoriesPage(None, listing, "/immersions/stories", one=True)
    return await visit.render("immersions/stories.html", page)


async def _form(
    visit: Visit,
    frame: Frame,
    here: str,
    back: str,
    offer_title: str,
    noted: Sequence[Mapping[str, str]],
    *,
    sent: bool,
    host: bool = False,
) -> Response:
    typed = _typed_rows(visit.form)
    empty = [dict.fromkeys(COLUMNS, "")] * EMPTY_ROWS
    texts = [value for value in visit.values.values() if isinstance(value, str)]
    texts += [row["irritant_text"] for row in typed]
    page = FormPage(
        frame=frame,
        here=here,
        back=back,
        offer_title=offer_title,
        is_host=host,
        sent=sent,
        given=visit.values,
        rows=[*(typed if visit.values else noted), *empty][:MOST_ROWS],
        places=await journeys.places(visit.session),
        doubtful=any(immersions.looks_personal(text) for text in texts),
    )
    return await visit.render("immersions/debrief_form.html", page)


def _typed_rows(form: FormData) -> list[dict[str, str]]:
    """The irritants of a posted form, without those left empty."""
    columns = [[str(value) for value in form.getlist(name)] for name in COLUMNS]
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in zip_longest(*columns, fillvalue="")]
    return [row for row in rows if row["irritant_text"].strip()][:MOST_ROWS]


def _given(form: FormData) -> immersions.DebriefInput:
    """The input of a posted form. Errors: InvalidInput."""
    irritants = [
        {
            "text": row["irritant_text"],
            "place": row["irritant_place"],
            "frequency": row["irritant_frequency"] or journeys.Frequency.SOMETIMES,
        }
        for row in _typed_rows(form)
    ]
    texts = parse(immersions.DebriefInput, form).model_dump()
    return checked(immersions.DebriefInput, {**texts, "irritants": irritants})
