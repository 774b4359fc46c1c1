"""The results that an address asks for: a wave’s, of a unit, by a cut."""

from uuid import UUID

from backend import pulse
from backend.core.errors import NotFound
from backend.pulse import Cut, Group, Results
from backend.web.forms import uuid_or_none
from backend.web.page import Visit

CUTS = {"site": Cut.SITE, "family": Cut.FAMILY}
EVERYBODY = "all"
"""What an address asks for in place of a unit: all those that the wave asked."""


async def results_asked(visit: Visit) -> Results:
    """The unit of the address, everybody asked, or else the reader’s own part. Errors: NotFound."""
    unit_id, by = unit_asked(visit), CUTS.get(cut_asked(visit), Cut.UNIT)
    wave_id, everybody = visit.request.path_params["id"], visit.query("unit") == EVERYBODY
    return await pulse.results_of(visit.session, visit.actor, wave_id, unit_id, by, everybody=everybody)


def cut_asked(visit: Visit) -> str:
    """How the address calls the cut; empty for units."""
    by = visit.query("by")
    return by if by in CUTS else ""


def unit_asked(visit: Visit) -> UUID | None:
    """The unit of the address; None for everybody, or where it names none. Errors: NotFound."""
    unit = visit.query("unit")
    unit_id = uuid_or_none(unit)
    if unit_id is None and unit not in ("", EVERYBODY):
        raise NotFound
    return unit_id


def asked_as(group: Group) -> str:
    """What an address says to ask for a unit, or for everybody: to leave it out asks for the reader’s own."""
    return group.key or EVERYBODY
