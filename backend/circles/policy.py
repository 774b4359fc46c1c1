"""What a relation to a circle allows, on top of the permission table. Pure predicates over a `Standing`."""

from dataclasses import dataclass
from uuid import UUID

from backend.circles import errors
from backend.circles.models import Circle, CircleStatus, MembershipStatus
from backend.core.actor import Actor
from backend.identity import Permission


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands towards a circle.

    `units` is the circle's org unit and its ancestors; `leads_parent` says that they lead the parent circle.
    """

    actor: Actor
    circle: Circle
    units: tuple[UUID, ...] = ()
    status: MembershipStatus | None = None
    is_lead: bool = False
    leads_parent: bool = False

    @property
    def is_member(self) -> bool:
        return self.status is MembershipStatus.ACTIVE


def may_see(standing: Standing) -> bool:
    """Drafts exist for those who may edit them; every other circle is known to all."""
    return standing.circle.status is not CircleStatus.DRAFT or may_edit(standing)


def may_edit(standing: Standing) -> bool:
    """Leads and CX leaders over the circle; the parent's lead while the circle has none."""
    orphan = standing.circle.lead_count == 0
    return (
        standing.is_lead
        or standing.actor.may(Permission.CIRCLES_EDIT, *standing.units)
        or (orphan and standing.leads_parent)
    )


def may_create(actor: Actor, units: tuple[UUID, ...]) -> bool:
    """CX leaders over the unit (`units` are it and its ancestors); everywhere, for a company-wide circle."""
    return actor.may(Permission.CIRCLES_CREATE, *units)


def may_publish(standing: Standing) -> bool:
    """Leads, and those who may publish messages over the circle's unit."""
    return may_edit(standing) or standing.actor.may(Permission.MESSAGES_PUBLISH, *standing.units)


def require_edit(standing: Standing) -> None:
    if not may_edit(standing):
        raise errors.LeadsOnly


def require_publish(standing: Standing) -> None:
    if not may_publish(standing):
        raise errors.PublishersOnly


def require_create(actor: Actor, units: tuple[UUID, ...]) -> None:
    if may_create(actor, units):
        return
    if not units and actor.may_somewhere(Permission.CIRCLES_CREATE):
        raise errors.UnitNeeded
    raise errors.CxLeadersOnly


def may_invite(standing: Standing) -> bool:
    """Those who edit the circle invite; its members propose."""
    return may_edit(standing) or standing.is_member


def require_invite(standing: Standing) -> None:
    if not may_invite(standing):
        raise errors.MembersOnly


def require_open(standing: Standing) -> None:
    if standing.circle.status is not CircleStatus.ACTIVE:
        raise errors.CircleClosed
