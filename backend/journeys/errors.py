"""Refusals of journeys. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid


class JourneyEditorsOnly(Forbidden):
    """Only a CX leader over this part of the company, or the journey's conductor, draws it up."""


class ConductorsOnly(Forbidden):
    """Only the journey's conductor, or a CX leader where the irritant was seen, sends it on."""


class OnePlaceOnly(Invalid):
    """An irritant is placed on one step or on one handoff."""

    field = "step_id"


class UnknownStep(Invalid):
    """There is no such step or handoff."""

    field = "step_id"


class UnknownOwner(Invalid):
    """Nobody in the company has this address (`email`)."""

    field = "handoffs"


class PlaceInUse(Conflict):
    """Irritants were noted on this step or handoff (`place`): it stays on the map."""


class ReviewToCome(Invalid):
    """A review is told once it was held."""

    field = "held_on"


class AlreadySentOn(Conflict):
    """The irritant was sent on before."""


class UnknownJourneyUnit(Invalid):
    """There is no such unit."""

    field = "org_unit_id"


class TopicEditorsOnly(Forbidden):
    """Only a CX leader of this part of the company, or an administrator, decides on its topics."""


class TopicNameTaken(Conflict):
    """Another topic has this name."""
