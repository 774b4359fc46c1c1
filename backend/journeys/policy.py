"""Who draws up a journey, who sends its irritants on. Everybody may read them."""

from uuid import UUID

from backend.core.actor import Actor
from backend.identity import Permission
from backend.journeys import errors


def may_draw(actor: Actor, units: tuple[UUID, ...]) -> bool:
    """CX leaders over the journey's unit (`units` are it and its ancestors; none: the whole company)."""
    return actor.may(Permission.JOURNEYS_EDIT, *units)


def require_draw(actor: Actor, units: tuple[UUID, ...]) -> None:
    if not may_draw(actor, units):
        raise errors.JourneyEditorsOnly


def may_conduct(actor: Actor, conductor_id: UUID | None, units: tuple[UUID, ...]) -> bool:
    """Whoever may draw the journey, and its conductor: they change its map and tell its reviews."""
    return (actor.person_id is not None and actor.person_id == conductor_id) or may_draw(actor, units)


def require_conduct(actor: Actor, conductor_id: UUID | None, units: tuple[UUID, ...]) -> None:
    if not may_conduct(actor, conductor_id, units):
        raise errors.JourneyEditorsOnly


def require_send_on(actor: Actor, conductor_id: UUID | None, seen_in: tuple[UUID, ...]) -> None:
    """The conductor of the journey, and CX leaders over the unit where the irritant was seen."""
    if actor.person_id is not None and actor.person_id == conductor_id:
        return
    if not actor.may(Permission.JOURNEYS_EDIT, *seen_in):
        raise errors.ConductorsOnly
