"""People for administrators: finding them, their roles, giving and taking those back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from backend import identity
from backend.core.errors import InvalidInput, NotFound, Problem
from backend.core.listing import Page
from backend.identity import Permission, Role
from backend.web.admin.frame import Room, enter
from backend.web.forms import parse, uuid_or_none
from backend.web.page import Context, Visit

UNITS = 8
ROLES = tuple(role for role in Role if role is not Role.EMPLOYEE)


class RoleForm(BaseModel):
    """A role, and the unit it is given on; no unit is the whole company."""

    model_config = ConfigDict(frozen=True)

    role: Role
    unit: UUID | None = None


@dataclass(frozen=True)
class PeoplePage(Context):
    rooms: tuple[Room, ...]
    people: Sequence[identity.PersonRow]
    grants: Mapping[UUID, Sequence[identity.GrantRow]]
    words: str
    closed: bool
    next_href: str


async def index(visit: Visit) -> Response:
    """Everybody by family name, searched; the list alone for htmx."""
    open_rooms = enter(visit, Permission.PEOPLE_SEE)
    words, closed = visit.query("q"), visit.query("closed") == "1"
    page = Page(30, visit.cursor())
    listing = await identity.visible_people(visit.session, visit.actor, page, words, closed=closed)
    kept = {"q": words, "closed": "1" if closed else "", "after": listing.end or ""}
    query = urlencode({key: value for key, value in kept.items() if value})
    context = PeoplePage(
        rooms=open_rooms,
        people=listing.items,
        grants=await identity.grants_of(visit.session, visit.actor, [row.id for row in listing.items]),
        words=words,
        closed=closed,
        next_href=f"/admin/people?{query}" if listing.has_more else "",
    )
    return await visit.render(
        "admin/_people.html" if visit.puts_in("people") else "admin/people.html", context
    )


@dataclass(frozen=True)
class PersonPage(Context):
    """`units` are those that `unit_words` found, and the one chosen before."""

    rooms: tuple[Room, ...]
    person: identity.PersonRow
    grants: Sequence[identity.GrantRow]
    roles: tuple[Role, ...]
    may_grant: bool
    unit_words: str
    units: Sequence[identity.OrgUnitRow]
    more_units: bool


async def show(visit: Visit) -> Response:
    """One person, their roles, and the units a role may be given on, searched. Errors: NotFound."""
    open_rooms = enter(visit, Permission.PEOPLE_SEE)
    person_id = UUID(visit.path("id"))
    found = await identity.known_people(visit.session, visit.actor, [person_id])
    if person_id not in found:
        raise NotFound
    grants = await identity.grants_of(visit.session, visit.actor, [person_id])
    words = visit.query("unit_words") or str(visit.form.get("unit_words", "")).strip()[:200]
    units = await _units(visit, words)
    context = PersonPage(
        rooms=open_rooms,
        person=found[person_id],
        grants=grants.get(person_id, []),
        roles=ROLES,
        may_grant=visit.actor.may_somewhere(Permission.ROLES_GRANT),
        unit_words=words,
        units=units[:UNITS],
        more_units=len(units) > UNITS,
    )
    return await visit.render(
        "admin/_unit_choices.html" if visit.puts_in("unit-choices") else "admin/person.html", context
    )


async def _units(visit: Visit, words: str) -> list[identity.OrgUnitRow]:
    """The unit chosen before, then one more than are shown of those that the words find."""
    found = await identity.search_units(visit.session, words, UNITS + 1) if len(words) > 1 else []
    before = uuid_or_none(visit.values.get("unit"))
    chosen = (await identity.units_by_ids(visit.session, [before])).get(before) if before else None
    return [chosen, *(unit for unit in found if unit.id != chosen.id)] if chosen else found


async def grant(visit: Visit) -> Response:
    """Give a role, on the unit chosen or everywhere. Errors: InvalidInput, and those of the verb."""
    given = parse(RoleForm, visit.form)
    person = await identity.get_person(visit.session, UUID(visit.path("id")))
    if given.unit and not await identity.units_by_ids(visit.session, [given.unit]):
        raise InvalidInput("RoleForm", {"unit": Problem("unknown_unit")})
    await identity.grant_role(visit.session, visit.actor, person, given.role, given.unit)
    return visit.redirect(f"/admin/people/{person.id}", said="role.granted")


async def revoke(visit: Visit) -> Response:
    """Take a role of this person back. Errors: NotFound, also for somebody else's grant."""
    person_id, grant_id = UUID(visit.path("id")), UUID(visit.path("grant_id"))
    if await identity.person_of_grant(visit.session, grant_id) != person_id:
        raise NotFound
    await identity.revoke_role(visit.session, visit.actor, grant_id)
    return visit.redirect(f"/admin/people/{person_id}", said="role.revoked")
