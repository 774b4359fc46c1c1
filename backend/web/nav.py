"""The navigation a reader sees: their parts of the product, by role."""

from dataclasses import dataclass

from backend import identity, notifications
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.i18n import Translator

COMPARED_BY = (identity.Permission.SURVEYS_RUN, identity.Permission.CUSTOMERS_LISTEN)
"""The rights with which one compares customers and colleagues; heads of units come to it from results."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link; `narrow` ones have a place in the bottom bar of a phone."""

    href: str
    icon: str
    label: str
    current: bool = False
    count: int = 0
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    title: str | None
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in reader as layouts show them; `listens` where the badge follows what happens."""

    name: str
    given_name: str
    initials: str
    avatar: str
    email: str
    theme: str
    unread: int
    listens: bool
    nav: tuple[NavGroup, ...]


async def viewer_of(session: Session, reader: identity.SignedIn, translator: Translator, here: str) -> Viewer:
    """The reader of the page at `here`; one statement, one row."""
    actor = reader.actor
    assert actor.person_id is not None
    return Viewer(
        name=actor.name,
        given_name=reader.given_name,
        initials=reader.given_name[:1] + reader.family_name[:1],
        avatar=("petrol", "laiton", "coeur", "vert")[actor.person_id.int % 4],
        email=reader.email,
        theme=reader.theme.value,
        unread=await notifications.unread_count(session, actor.person_id),
        listens=not reader.shared_phone,
        nav=navigation(actor, translator, here),
    )


def navigation(actor: Actor, translator: Translator, here: str) -> tuple[NavGroup, ...]:
    """The groups of links, the reader's roles deciding which."""
    _ = translator.gettext

    def item(href: str, icon: str, label: str, *, narrow: bool = False) -> NavItem:
        inside = (
            href != "/"
            and here.startswith(href + "/")
            and not (href == "/pulse" and ("/surveys" in here or "/alerts" in here))
        )
        current = here == href or inside
        return NavItem(href, icon, label, current=current, narrow=narrow)

    groups = [
        NavGroup(
            None,
            (
                item("/", "sun", _("Today"), narrow=True),
                item("/circles", "target", _("Circles"), narrow=True),
                item("/immersions", "heart", _("10 de cœur"), narrow=True),
                item("/reports", "message-square", _("Reports"), narrow=True),
                item("/forum", "messages-square", _("Forum")),
                item("/knowledge", "book-check", _("Knowledge")),
                item("/coverage", "map", _("Coverage")),
                item("/pulse", "activity", _("Pulse")),
                item("/commitments", "flag", _("Commitments")),
                item("/journeys", "network", _("Journeys")),
                item("/signals", "megaphone", _("Signals")),
                item("/recognition", "hand-heart", _("Bravos")),
                item("/digests", "newspaper", _("Le La of the month")),
            ),
        )
    ]
    listening = []
    if actor.may_somewhere(identity.Permission.SURVEYS_RUN):
        listening.append(item("/pulse/surveys", "clipboard-list", _("Surveys")))
    if actor.may_somewhere(identity.Permission.ALERTS_HEAR):
        listening.append(item("/pulse/alerts", "life-buoy", _("Alerts")))
    if any(actor.may_somewhere(one) for one in COMPARED_BY):
        listening.append(item("/reciprocity", "activity", _("Customers and colleagues")))
    if listening:
        groups.append(NavGroup(_("Listening"), tuple(listening)))
    if actor.may_somewhere(identity.Permission.AUDIT_SEE):
        groups.append(NavGroup(_("Administration"), (item("/admin", "settings", _("Administration")),)))
    return tuple(groups)
