"""Sending a report from a form, completing it, its photos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from backend import journeys, reports
from backend.core.errors import NotFound
from backend.web.forms import parse, sent_form, typed_values
from backend.web.page import Context, Visit, charge
from backend.web.reports.frame import frame_of, number_of
from backend.web.reports.reports import alike

UPLOAD_BYTES = 12_000_000
MOST_JOURNEYS = 20


class Completion(reports.CompletionInput):
    """`place` is the step or the handoff chosen in one list of both."""

    place: UUID | None = None


@dataclass(frozen=True)
class FormPage(Context):
    """`given` fills the form; `report` is the one being completed, None for a new one."""

    given: Mapping[str, Any]
    topics: Sequence[journeys.TopicRow]
    report: reports.ReportRow | None
    photos: Sequence[reports.PhotoRow]
    places: Sequence[journeys.PlaceRow]
    alike: Sequence[reports.ReportRow]


async def new(visit: Visit) -> Response:
    """A kind and a sentence, begun elsewhere perhaps, or sent and refused; the rest can wait."""
    start = {"kind": visit.query("kind") or "irritant", "title": visit.query("title"), "signature": "name"}
    given = {**start, **typed_values(visit.form)}
    # It may have been typed where there is room for several lines.
    title = " ".join(str(given["title"]).split())
    return await _form(visit, {**given, "title": title}, None, await alike(visit, title) if title else [])


async def pictures_of_new(request: Request) -> list[reports.Picture]:
    """The photos of a new report, once the rest of its form is as it should be."""
    parse(reports.ReportInput, await sent_form(request))
    return await pictures(request)


async def pictures(request: Request, *, public: bool = False) -> list[reports.Picture]:
    """The photos sent with a form, looked at and encoded before the unit of work."""
    form = await sent_form(request)
    files = [one for one in form.getlist("photo") if isinstance(one, UploadFile) and one.size]
    if files:
        # Whoever is told to come again has nothing counted for it.
        reports.require_turn()
        charge(request, reports.PHOTO_TRIES * len(files), public=public)
    return [await reports.picture_of(await one.read()) for one in files]


async def create(visit: Visit) -> Response:
    given = parse(reports.ReportInput, visit.form)
    report = await reports.submit(visit.session, visit.actor, given)
    standing = await reports.standing_of(visit.session, visit.actor, report)
    await reports.add_photos(visit.session, standing, visit.brought or [])
    return visit.redirect(f"/reports/{report.number}", said="report.sent")


async def edit(visit: Visit) -> Response:
    """The form to complete one's report. Errors: NotFound for anybody else."""
    report = await reports.report_row(visit.session, visit.actor, number_of(visit))
    if not report.viewer_is_author:
        raise NotFound
    if report.duplicate_of is not None:
        # Whoever was writing when it was merged is led back here, and from here to where things stand.
        return visit.redirect(f"/reports/{report.number}")
    now = {
        "title": report.title,
        "body": report.body,
        "topic_id": report.topic_id,
        "place": report.step_id or report.handoff_id,
        "tags": ", ".join(report.tags),
    }
    return await _form(visit, {**now, **visit.values}, report)


async def update(visit: Visit) -> Response:
    frame, form = await frame_of(visit), visit.form
    if frame.report.answered_at is not None and "title" not in form:
        form = FormData([*form.multi_items(), ("title", frame.report.title), ("body", frame.report.body)])
    typed = parse(Completion, form)
    given = typed.model_copy(update=await _chosen(visit, typed.place))
    await reports.complete(visit.session, frame.standing, given)
    await reports.add_photos(visit.session, frame.standing, visit.brought or [])
    return visit.redirect(frame.path, said="report.completed")


async def photo(visit: Visit) -> Response:
    """A photo's bytes: ours, of a type that runs nothing, wherever they are opened."""
    try:
        photo_id = UUID(visit.path("photo_id"))
    except ValueError as error:
        raise NotFound from error
    data = await reports.photo_bytes(visit.session, number_of(visit), photo_id)
    headers = {
        "content-disposition": 'inline; filename="photo.webp"',
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "private, max-age=86400, immutable",
    }
    return Response(data, media_type="image/webp", headers=headers)


async def _form(
    visit: Visit,
    given: Mapping[str, Any],
    report: reports.ReportRow | None,
    similar: Sequence[reports.ReportRow] = (),
) -> Response:
    photos = (await reports.photo_rows(visit.session, [report.id]))[report.id] if report else []
    context = FormPage(
        given=given,
        topics=list((await journeys.topic_rows(visit.session)).values()),
        report=report,
        photos=photos,
        places=await journeys.places(visit.session, journeys=MOST_JOURNEYS) if report else (),
        alike=similar,
    )
    return await visit.render("reports/form.html" if report else "reports/new.html", context)


async def _chosen(visit: Visit, place: UUID | None) -> dict[str, UUID]:
    """The place as a completion names it. Errors: UnknownStep."""
    if place is None:
        return {}
    if place in await journeys.steps_by_ids(visit.session, [place]):
        return {"step_id": place}
    if place in await journeys.handoffs_by_ids(visit.session, [place]):
        return {"handoff_id": place}
    raise journeys.errors.UnknownStep(field="place")
