"""What an address that leads nowhere and a failure of ours look like."""

import logging
import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from backend.core import logs
from backend.core.clock import now
from backend.core.errors import NotFound
from backend.http.watching import pattern_of
from backend.services import Services
from backend.web.page import asked_locale, reading
from backend.web.visit import Visit

log = logging.getLogger(__name__)


async def _nothing(visit: Visit) -> Response:
    raise NotFound


_nowhere = reading(_nothing, public=True)


async def nowhere(request: Request, error: Exception) -> Response:
    """The page of an address that leads nowhere, in the same words as one the reader may not see."""
    return await _nowhere(request)


async def broken(request: Request, error: Exception) -> Response:
    """The page of a failure of ours, with the reference under which it is in the log."""
    services: Services = request.app.state.services
    reference = logs.request_id()
    log.error("Failure %s: %s %s", reference, request.method, pattern_of(request.scope))
    locale = asked_locale(request, services)
    page = request.app.state.templates.render(
        "errors/500.html",
        locale=locale,
        time_zone=services.settings.time_zone,
        now=now(),
        viewer=None,
        path=request.url.path,
        back_to="/",
        idempotency_key=lambda: secrets.token_urlsafe(16),
        values={},
        errors={},
        demo=services.settings.mode == "demo",
        reference=reference,
    )
    return HTMLResponse(page, 500)
