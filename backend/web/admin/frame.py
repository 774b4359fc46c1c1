"""What the pages of administrators share: who may open them, and the tabs between them."""

from dataclasses import dataclass

from backend.core.errors import NotFound
from backend.identity import Permission
from backend.web.page import Visit

P = Permission
PAGES: tuple[tuple[str, str, str, Permission], ...] = (
    ("people", "/admin/people", "users", P.PEOPLE_SEE),
    ("tokens", "/admin/tokens", "key", P.TOKENS_MANAGE),
    ("suppliers", "/admin/suppliers", "package", P.SUPPLIERS_MANAGE),
    ("webhooks", "/admin/webhooks", "send", P.WEBHOOKS_MANAGE),
    ("audit", "/admin/audit", "history", P.AUDIT_SEE),
    ("jobs", "/admin/jobs", "refresh-cw", P.JOBS_MANAGE),
    ("refused", "/admin/refused", "mail", P.JOBS_MANAGE),
)
"""Name, address, icon, and the right that opens the page."""


@dataclass(frozen=True, slots=True)
class Room:
    """One page of the administration that this reader may open."""

    name: str
    href: str
    icon: str


def rooms(visit: Visit) -> tuple[Room, ...]:
    """The pages this reader may open."""
    return tuple(
        Room(name, href, icon) for name, href, icon, right in PAGES if visit.actor.may_somewhere(right)
    )


def enter(visit: Visit, right: Permission) -> tuple[Room, ...]:
    """The pages this reader may open. Errors: NotFound, where the right is held nowhere."""
    if not visit.actor.may_somewhere(right):
        raise NotFound
    return rooms(visit)
