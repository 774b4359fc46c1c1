"""Who is acting, and how far their rights reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

EVERYWHERE = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting, with the reach of each permission they hold.

    `reach` maps a permission to the org units it is granted on; `EVERYWHERE` among them means no limit.
    `person_id` is None only for the system itself.
    """

    person_id: UUID | None
    name: str = ""
    locale: str = "fr"
    time_zone: str = "Europe/Paris"
    org_unit_id: UUID | None = None
    manager_id: UUID | None = None
    level: int = 0
    reach: Mapping[str, frozenset[UUID | None]] = field(default_factory=lambda: MappingProxyType({}))
    scopes: frozenset[str] | None = None
    """Scopes of the token used, None for a browser session, which is not narrowed."""
    by_another: bool = False
    """Whether somebody else made that token: it reads no results of surveys."""

    @property
    def is_system(self) -> bool:
        return self.person_id is None

    def may(self, permission: str, *units: UUID) -> bool:
        """Whether `permission` is held everywhere, or on one of `units` (a unit and its ancestors)."""
        if self.is_system:
            return True
        held = self.reach.get(permission, frozenset())
        return EVERYWHERE in held or not held.isdisjoint(units)

    def may_somewhere(self, permission: str) -> bool:
        """Whether `permission` is held on any unit at all."""
        return self.is_system or bool(self.reach.get(permission))


SYSTEM = Actor(person_id=None, name="Diapason")
