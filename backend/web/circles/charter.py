"""The charter: reading and signing it, where a circle stands, publishing a version; its perks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from starlette.datastructures import FormData
from starlette.responses import Response

from backend import circles
from backend.core.errors import NotFound, checked
from backend.core.listing import Listing, Page
from backend.web.circles.frame import frame_of
from backend.web.forms import parse
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class CharterPage(Context):
    charter: circles.Charter | None
    signed_at: datetime | None
    may_sign: bool
    may_edit: bool
    bound: Listing[circles.SignerRow] | None
    perks: Listing[circles.PerkRow]
    problems: Mapping[str, str]


async def show(visit: Visit) -> Response:
    """The charter in force, with whom the reader is bound by it and what it opens."""
    session, actor = visit.session, visit.actor
    charter = await circles.charter_in_force(session)
    signed_at = bound = None
    if charter is not None:
        signed_at = await circles.signed_at(session, actor, charter.id)
        bound = await circles.bound_with(session, actor, charter.id, Page(24))
    context = CharterPage(
        charter=charter,
        signed_at=signed_at,
        may_sign=signed_at is None and await circles.is_ambassador(session, actor),
        may_edit=circles.may_edit_charter(actor),
        bound=bound,
        perks=await circles.visible_perks(session, actor, Page(100)),
        problems=_by_field(visit.errors),
    )
    return await visit.render("circles/charter.html", context)


@dataclass(frozen=True)
class CirclePage(Context):
    circle: circles.CircleRow
    charter: circles.Charter | None
    count: circles.SignatureCount
    signers: Listing[circles.SignerRow] | None
    signed_at: datetime | None
    is_member: bool


async def of_circle(visit: Visit) -> Response:
    """Where a circle stands: how many have signed, and for its members who."""
    frame = await frame_of(visit)
    charter = await circles.charter_in_force(visit.session)
    count, signers, signed_at = circles.SignatureCount(0, frame.row.member_count), None, None
    if charter is not None:
        count = (await circles.signature_counts(visit.session, charter.id, [frame.circle.id]))[
            frame.circle.id
        ]
        signed_at = await circles.signed_at(visit.session, visit.actor, charter.id)
        if circles.may_see_inside(frame.standing):
            page = Page(50, visit.cursor())
            signers = await circles.circle_signers(visit.session, visit.actor, frame.circle, charter.id, page)
    context = CirclePage(frame.row, charter, count, signers, signed_at, frame.is_member)
    return await visit.render("circles/circle_charter.html", context)


class SignInput(BaseModel):
    slug: str
    version: Annotated[int, Field(ge=1, le=10_000)]


async def sign(visit: Visit) -> Response:
    """Sign the version that was read: a newer one published meanwhile is refused."""
    given = parse(SignInput, visit.form)
    charter = await circles.get_charter(visit.session, given.slug, given.version)
    await circles.sign_charter(visit.session, visit.actor, charter)
    return visit.redirect("/charter", said="charter.signed")


@dataclass(frozen=True)
class FormPage(Context):
    version: int
    filled: dict[str, object]
    problems: Mapping[str, str]


async def new(visit: Visit) -> Response:
    """The form of a new version, filled with the one in force."""
    circles.require_charter_editor(visit.actor)
    before = await circles.charter_in_force(visit.session)
    filled: dict[str, object] = {}
    if before is not None:
        for locale in ("fr", "en"):
            filled[f"title_{locale}"] = before.title[locale]
            filled[f"mission_{locale}"] = before.mission[locale]
            filled[f"values_{locale}"] = "\n".join(one[locale] for one in before.values)
            filled[f"rules_{locale}"] = "\n".join(one[locale] for one in before.rules)
    version = before.version + 1 if before else 1
    context = FormPage(version, {**filled, **visit.values}, _by_field(visit.errors))
    return await visit.render("circles/charter_form.html", context)


async def publish(visit: Visit) -> Response:
    given = checked(
        circles.CharterInput,
        {
            "title": _worded(visit.form, "title"),
            "mission": _worded(visit.form, "mission"),
            "values": _lines(visit.form, "values"),
            "rules": _lines(visit.form, "rules"),
        },
    )
    await circles.publish_charter(visit.session, visit.actor, given)
    return visit.redirect("/charter", said="charter.published")


async def add_perk(visit: Visit) -> Response:
    values = {
        "product": visit.form.get("product"),
        "offer": _worded(visit.form, "offer"),
        "kind": visit.form.get("kind") or None,
        "ends_on": visit.form.get("ends_on") or None,
    }
    await circles.add_perk(visit.session, visit.actor, checked(circles.PerkInput, values))
    return visit.redirect("/charter", said="perk.added")


async def remove_perk(visit: Visit) -> Response:
    try:
        perk_id = UUID(visit.path("id"))
    except ValueError as error:
        raise NotFound from error
    await circles.remove_perk(visit.session, visit.actor, perk_id)
    return visit.redirect("/charter", said="perk.removed")


def _by_field(errors: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, under the name of the field that shows it: a text in two languages has two fields."""
    twofold = {"title", "mission", "values", "rules", "offer"}
    return {f"{name}_fr" if name in twofold else name: words for name, words in errors.items()}


def _worded(form: FormData, name: str) -> dict[str, object]:
    return {locale: form.get(f"{name}_{locale}", "") for locale in ("fr", "en")}


def _lines(form: FormData, name: str) -> list[dict[str, str]]:
    """One entry per line, French beside English; a line without its translation is refused by the model."""
    fr, en = (
        [line for line in str(form.get(f"{name}_{locale}", "")).splitlines() if line.strip()]
        for locale in ("fr", "en")
    )
    return [{"fr": one, "en": other} for one, other in zip_longest(fr, en, fillvalue="")]
