"""What a relation to an edition allows, in which phase. Pure predicates over a `Standing`."""

from uuid import UUID

from backend.core.actor import Actor
from backend.identity import Permission
from backend.immersions import errors
from backend.immersions.models import Edition
from backend.immersions.phases import ALLOWED, Deed, first_for
from backend.immersions.standing import Standing


def may_run(actor: Actor, units: tuple[UUID, ...]) -> bool:
    """CX and HR leaders over the unit (`units` are it and its ancestors; none: the whole company)."""
    return actor.may(Permission.EDITIONS_MANAGE, *units)


def require_run(actor: Actor, units: tuple[UUID, ...]) -> None:
    if not may_run(actor, units):
        raise errors.EditionLeadersOnly


def require_lead(standing: Standing) -> None:
    if not standing.leads:
        raise errors.EditionLeadersOnly


def require_in_scope(standing: Standing) -> None:
    """Offering and wishing are for the people of the scope, and for those who run the edition."""
    if not (standing.in_scope or standing.leads):
        raise errors.InScopeOnly


def may_now(edition: Edition, deed: Deed) -> bool:
    """Whether the phase allows it."""
    return deed in ALLOWED[edition.phase]


def require_now(edition: Edition, deed: Deed) -> None:
    if not may_now(edition, deed):
        raise errors.PhaseForbids(phase=edition.phase.value, when=first_for(deed).value)
