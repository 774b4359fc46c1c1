"""The navigation a reader sees: their parts of the product, by role."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend import identity, notifications
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.i18n import Translator

COMPARED_BY = (identity.Permission.SURVEYS_RUN, identity.Permission.CUSTOMERS_LISTEN)
"""The rights with which one compares customers and colleagues; heads of units come to it from results."""
ANSWERABLE = (*COMPARED_BY, identity.Permission.DIGESTS_SIGN)
"""Those of whoever answers for the whole: they come to its figures first, others from a report."""


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
        email=reader.email,
        theme=reader.theme.value,
        unread=await notifications.unread_count(session, actor.person_id),
        listens=not reader.shared_phone,
        nav=navigation(actor, translator, here),
    )


def navigation(actor: Actor, translator: Translator, here: str) -> tuple[NavGroup, ...]:
    """The groups of links, the reader's roles deciding which."""
    _ = translator.gettext
    groups = [
        NavGroup(
            None,
            (
                NavItem("/", "sun", _("Today"), narrow=True),
                NavItem("/circles", "target", _("Circles"), narrow=True),
                NavItem("/immersions", "heart", _("10 de cœur"), narrow=True),
                NavItem("/reports", "message-square", _("Reports"), narrow=True),
                NavItem("/forum", "messages-square", _("Forum")),
                NavItem("/knowledge", "book-check", _("Knowledge")),
                NavItem("/coverage", "map", _("Coverage")),
                NavItem("/pulse", "activity", _("Pulse")),
                NavItem("/commitments", "flag", _("Commitments")),
                NavItem("/journeys", "network", _("Journeys")),
                NavItem("/signals", "megaphone", _("Signals")),
                NavItem("/recognition", "hand-heart", _("Bravos")),
                NavItem("/digests", "newspaper", _("Le La of the month")),
            ),
        )
    ]
    listening = []
    if any(actor.may_somewhere(one) for one in ANSWERABLE):
        listening.append(NavItem("/reports/chain", "link", _("The chain in figures")))
    if actor.may_somewhere(identity.Permission.SURVEYS_RUN):
        listening.append(NavItem("/pulse/surveys", "clipboard-list", _("Surveys")))
    if actor.may_somewhere(identity.Permission.ALERTS_HEAR):
        listening.append(NavItem("/pulse/alerts", "life-buoy", _("Alerts")))
    if any(actor.may_somewhere(one) for one in COMPARED_BY):
        listening.append(NavItem("/reciprocity", "activity", _("Customers and colleagues")))
    if listening:
        groups.append(NavGroup(_("Listening"), tuple(listening)))
    if actor.may_somewhere(identity.Permission.AUDIT_SEE):
        groups.append(NavGroup(None, (NavItem("/admin", "settings", _("Administration")),)))
    return tuple(_marked(group, _nearest(groups, here)) for group in groups)


BESIDE = {"/charter": "/circles", "/invitations": "/circles"}
"""Pages that stand under an item whose address theirs does not begin with."""


def _nearest(groups: Sequence[NavGroup], here: str) -> str:
    """The address of the item that the page at `here` is under: the longest that begins its address."""
    beside = next((known for known in BESIDE if f"{here}/".startswith(f"{known}/")), None)
    here = BESIDE[beside] if beside else here
    above = [one.href for group in groups for one in group.items if f"{here}/".startswith(f"{one.href}/")]
    return max(above, key=len, default="")


def _marked(group: NavGroup, current: str) -> NavGroup:
    return NavGroup(group.title, tuple(replace(one, current=one.href == current) for one in group.items))
