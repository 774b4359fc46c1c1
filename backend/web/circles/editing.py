"""Opening a circle, changing it, closing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from backend import circles, identity
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.web.circles.frame import Frame, frame_of
from backend.web.forms import parse, uuid_or_none
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class FormPage(Context):
    """`given` fills the form; `frame` is None for a new circle; `units` are those the reader may choose."""

    given: Mapping[str, Any]
    frame: Frame | None
    units: Sequence[identity.UnitChoice]
    may_everywhere: bool
    parents: Sequence[circles.CircleRow]


async def new(visit: Visit) -> Response:
    """An empty form. Errors: NotFound for those who may create a circle nowhere."""
    if not visit.actor.may_somewhere(identity.Permission.CIRCLES_CREATE):
        raise NotFound
    start = {
        "kind": "ambassador",
        "join_policy": "open",
        "parent_id": visit.query("parent"),
        "org_unit_id": visit.query("unit"),
    }
    return await _form(visit, visit.values or start, None)


async def create(visit: Visit) -> Response:
    given = parse(circles.NewCircleInput, visit.form)
    email = str(visit.form.get("lead_email") or "").strip()
    if email:
        lead = await identity.person_by_email(visit.session, email)
        if lead is None:
            raise circles.errors.ColleagueGone(field="lead_email")
        given = given.model_copy(update={"lead_id": lead.id})
    circle = await circles.create_circle(visit.session, visit.actor, given)
    return visit.redirect(f"/circles/{circle.slug}", said="circle.created")


async def edit(visit: Visit) -> Response:
    """The form of a circle. Errors: NotFound for those who may not edit it."""
    frame = await frame_of(visit)
    if not frame.may_edit:
        raise NotFound
    names = circles.CircleInput.model_fields.keys() - {"draft"}
    now = {name: getattr(frame.row, name) for name in names}
    now["draft"] = frame.row.status is circles.CircleStatus.DRAFT
    return await _form(visit, visit.values or now, frame)


async def update(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(circles.CircleInput, visit.form)
    await circles.edit_circle(visit.session, visit.actor, frame.circle, given)
    return visit.redirect(frame.path, said="circle.edited")


@dataclass(frozen=True)
class ArchivePage(Context):
    circle: circles.CircleRow
    frame: Frame


async def archive_form(visit: Visit) -> Response:
    """What closing the circle does, before doing it. Errors: NotFound for those who may not."""
    frame = await frame_of(visit)
    if not frame.may_edit:
        raise NotFound
    return await visit.render("circles/archive.html", ArchivePage(frame.row, frame))


async def archive(visit: Visit) -> Response:
    frame = await frame_of(visit)
    await circles.archive_circle(visit.session, visit.actor, frame.circle)
    return visit.redirect("/circles", said="circle.archived")


async def _form(visit: Visit, given: Mapping[str, Any], frame: Frame | None) -> Response:
    wanted = circles.CircleFilter(kind=circles.CircleKind.EVANGELIST, status=circles.CircleStatus.ACTIVE)
    parents = await circles.visible_circles(visit.session, visit.actor, Page(100), wanted)
    reach = visit.actor.reach.get(identity.Permission.CIRCLES_CREATE, frozenset())
    units = await identity.units_to_choose(visit.session, reach, uuid_or_none(given.get("org_unit_id")))
    here = frame.row.id if frame else None
    page = FormPage(
        given=given,
        frame=frame,
        units=units,
        may_everywhere=None in reach,
        parents=[
            row for row in parents.items if row.id != here and row.status is circles.CircleStatus.ACTIVE
        ],
    )
    return await visit.render("circles/form.html", page)
