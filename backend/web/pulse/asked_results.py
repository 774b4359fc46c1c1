"""The results that an address asks for: a wave’s, of a unit, by a cut."""

from uuid import UUID

from backend import pulse
from backend.core.errors import NotFound
from backend.pulse import Cut, Results
from backend.web.page import Visit

CUTS = {"site": Cut.SITE, "family": Cut.FAMILY}


async def results_asked(visit: Visit) -> Results:
    """The unit of the address, or the reader’s own. Errors: NotFound."""
    unit, by = visit.query("unit"), CUTS.get(visit.query("by"), Cut.UNIT)
    try:
        unit_id = UUID(unit) if unit else None
    except ValueError as error:
        raise NotFound from error
    wave_id = visit.request.path_params["id"]
    return await pulse.results_of(visit.session, visit.actor, wave_id, unit_id, by)
