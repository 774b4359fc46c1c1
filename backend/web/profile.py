"""My account: how Diapason speaks to me, where I am signed in, what it knows of me."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from babel.dates import get_timezone_location
from starlette.responses import Response

from backend import digests, identity, notifications
from backend.core.errors import NotFound
from backend.http import cookies
from backend.web.browsers import browser_name, is_phone
from backend.web.forms import parse
from backend.web.page import Context, Visit

ZONES = (
    "Europe/Paris",
    "America/Martinique",
    "America/Guadeloupe",
    "America/Cayenne",
    "America/Miquelon",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Bucharest",
    "Africa/Casablanca",
    "Africa/Tunis",
    "Africa/Dakar",
    "Africa/Abidjan",
    "America/New_York",
    "UTC",
)
"""Where colleagues work. The verb takes any zone; a reader's own is added to the list."""


@dataclass(frozen=True, slots=True)
class Browser:
    """One signed-in browser as its owner recognises it; `name` is empty when it says nothing of itself."""

    id: UUID
    name: str
    phone: bool
    shared_phone: bool
    since: datetime
    last_seen: datetime
    here: bool


@dataclass(frozen=True)
class ProfilePage(Context):
    person: identity.Person
    place: identity.Place
    zones: Sequence[tuple[str, str]]
    kinds: Collection[notifications.NotificationKind]
    preferences: notifications.Preferences
    subscribed: bool
    browsers: Sequence[Browser]


async def show(visit: Visit) -> Response:
    """The account page."""
    person = await identity.get_person(visit.session, _me(visit))
    page = ProfilePage(
        person,
        await identity.place_of(visit.session, person),
        _zones(person.time_zone, visit.locale),
        [kind for kind, rule in notifications.KINDS.items() if rule.is_for(visit.actor)],
        await notifications.preferences_of(visit.session, person.id),
        await digests.is_subscribed(visit.session, visit.actor),
        await _browsers(visit),
    )
    return await visit.render("identity/profile.html", page)


async def update(visit: Visit) -> Response:
    """Save the settings."""
    await identity.update_profile(visit.session, visit.actor, parse(identity.ProfileInput, visit.form))
    return visit.redirect("/me", said="profile.updated")


async def sign_out_one(visit: Visit) -> Response:
    """Sign one browser out; this one goes through the front door again."""
    session_id: UUID = visit.request.path_params["id"]
    await identity.sign_out_session(visit.session, visit.actor, session_id)
    assert visit.signed_in is not None
    if session_id == visit.signed_in.session_id:
        return _out(visit)
    return visit.redirect("/me", said="session.closed")


async def sign_out_everywhere(visit: Visit) -> Response:
    """Sign every browser out, this one included."""
    await identity.sign_out_everywhere(visit.session, visit.actor)
    return _out(visit)


def _out(visit: Visit) -> Response:
    response = visit.redirect("/sign-in")
    response.delete_cookie(cookies.SESSION, path="/")
    return response


def _me(visit: Visit) -> UUID:
    if visit.actor.person_id is None:
        raise NotFound
    return visit.actor.person_id


async def _browsers(visit: Visit) -> list[Browser]:
    assert visit.signed_in is not None
    here = visit.signed_in.session_id
    return [
        Browser(
            id=row.id,
            name=browser_name(row.browser),
            phone=is_phone(row.browser),
            shared_phone=row.shared_phone,
            since=row.created_at,
            last_seen=row.last_seen_at,
            here=row.id == here,
        )
        for row in await identity.open_sessions(visit.session, _me(visit))
    ]


def _zones(current: str, locale: str) -> list[tuple[str, str]]:
    zones = ZONES if current in ZONES else (current, *ZONES)
    return [(zone, get_timezone_location(zone, locale=locale, return_city=True)) for zone in zones]
