"""Activities: the list, and writing one with its kit in both languages, for those who run editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import identity, immersions
from backend.core.errors import NotFound, checked
from backend.core.listing import Listing, Page
from backend.web.page import Context, Visit

PAGE, EMPTY_RULES, MOST_RULES = 30, 2, 20
TEXTS = ("name", "kit", "script")


@dataclass(frozen=True)
class ListPage(Context):
    """`prerequisites` are all that an activity may ask to hold; `given` fills the form of a new one."""

    listing: Listing[immersions.ActivityRow]
    prerequisites: Sequence[immersions.Prerequisite]
    given: Mapping[str, Any]


async def index(visit: Visit) -> Response:
    """Every activity, the oldest first. Errors: NotFound for whoever runs no edition."""
    _require_leader(visit)
    listing = await immersions.visible_activities(visit.session, visit.actor, Page(PAGE, visit.cursor()))
    page = ListPage(listing, await immersions.prerequisites(visit.session), visit.values)
    return await visit.render("immersions/activities.html", page)


async def add_prerequisite(visit: Visit) -> Response:
    """Something more that an activity may ask to hold."""
    name = {one: visit.form.get(f"name_{one}", "") for one in ("fr", "en")}
    given = checked(immersions.PrerequisiteInput, {"name": name})
    await immersions.add_prerequisite(visit.session, visit.actor, given)
    return visit.redirect("/immersions/activities", said="prerequisite.added")


@dataclass(frozen=True)
class FormPage(Context):
    """`given` fills the form; `rules` are the lines to acknowledge, the last ones empty."""

    activity_id: UUID | None
    retired: bool
    given: Mapping[str, Any]
    rules: Sequence[tuple[str, str]]
    units: Sequence[identity.UnitChoice]
    may_everywhere: bool
    prerequisites: Sequence[immersions.Prerequisite]


async def new(visit: Visit) -> Response:
    _require_leader(visit)
    return await _form(visit, None, visit.values, _typed_rules(visit.form))


async def create(visit: Visit) -> Response:
    await immersions.add_activity(visit.session, visit.actor, _given(visit.form))
    return visit.redirect("/immersions/activities", said="activity.saved")


async def edit(visit: Visit) -> Response:
    """The form of an activity. Errors: NotFound for whoever runs no edition."""
    _require_leader(visit)
    activity = await _activity(visit)
    required = (await immersions.required_by(visit.session, [activity.id]))[activity.id]
    kept: dict[str, Any] = {"kind": activity.kind, "org_unit_id": activity.org_unit_id or ""}
    kept |= {f"{name}_{one}": getattr(activity, name).get(one, "") for name in TEXTS for one in ("fr", "en")}
    kept["prerequisite_ids"] = [str(one.id) for one in required]
    rules = _typed_rules(visit.form) or [(line["fr"], line["en"]) for line in activity.checklist]
    return await _form(visit, activity, visit.values or kept, rules)


async def update(visit: Visit) -> Response:
    activity = await _activity(visit)
    await immersions.change_activity(visit.session, visit.actor, activity, _given(visit.form))
    return visit.redirect("/immersions/activities", said="activity.saved")


async def retire(visit: Visit) -> Response:
    await immersions.retire_activity(visit.session, visit.actor, await _activity(visit))
    return visit.redirect("/immersions/activities", said="activity.retired")


async def _activity(visit: Visit) -> immersions.Activity:
    return await immersions.get_activity(visit.session, UUID(visit.path("id")))


def _require_leader(visit: Visit) -> None:
    if not visit.actor.may_somewhere(identity.Permission.EDITIONS_MANAGE):
        raise NotFound


async def _form(
    visit: Visit,
    activity: immersions.Activity | None,
    given: Mapping[str, Any],
    rules: Sequence[tuple[str, str]],
) -> Response:
    reach = visit.actor.reach.get(identity.Permission.EDITIONS_MANAGE, frozenset())
    page = FormPage(
        activity_id=activity.id if activity else None,
        retired=activity is not None and activity.retired_at is not None,
        given=given,
        rules=[*rules, *[("", "")] * EMPTY_RULES][:MOST_RULES],
        units=await identity.units_to_choose(
            visit.session, reach, activity.org_unit_id if activity else None
        ),
        may_everywhere=None in reach,
        prerequisites=await immersions.prerequisites(visit.session),
    )
    return await visit.render("immersions/activity_form.html", page)


def _typed_rules(form: FormData) -> list[tuple[str, str]]:
    french, english = ([str(one) for one in form.getlist(f"rule_{name}")] for name in ("fr", "en"))
    return [pair for pair in zip_longest(french, english, fillvalue="") if any(one.strip() for one in pair)]


def _given(form: FormData) -> immersions.ActivityInput:
    """The input of a posted form; each text from its two fields. Errors: InvalidInput."""
    values: dict[str, Any] = {name: form[name] for name in ("kind", "org_unit_id") if form.get(name)}
    values |= {name: {one: form.get(f"{name}_{one}", "") for one in ("fr", "en")} for name in TEXTS}
    values["prerequisite_ids"] = form.getlist("prerequisite_ids")
    values["checklist"] = [{"fr": french, "en": english} for french, english in _typed_rules(form)]
    return checked(immersions.ActivityInput, values)
