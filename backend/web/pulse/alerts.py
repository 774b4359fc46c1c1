"""Comments that speak of danger: for whoever hears them, and what became of each."""

from dataclasses import dataclass

from starlette.responses import Response

from backend import pulse
from backend.core.listing import Listing, Page
from backend.pulse import AlertInput, AlertRow
from backend.web.forms import parse
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class AlertsPage(Context):
    alerts: Listing[AlertRow]
    settled: bool


async def index(visit: Visit) -> Response:
    """Those that wait, or those that were settled. Errors: NotFound, for whoever hears none."""
    pulse.require_hearing(visit.actor)
    settled = visit.query("settled") == "1"
    page = Page(20, visit.cursor())
    found = await pulse.visible_alerts(visit.session, visit.actor, page, settled=settled)
    return await visit.render("pulse/alerts.html", AlertsPage(found, settled))


async def settle(visit: Visit) -> Response:
    """Say what became of one. Errors: NotFound, AlertHandedOn."""
    given = parse(AlertInput, visit.form)
    await pulse.settle_alert(visit.session, visit.actor, visit.request.path_params["id"], given)
    return visit.redirect("/pulse/alerts", said=f"alert.{given.state}")
