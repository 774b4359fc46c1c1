"""Refusals as pages: one status per family."""

from starlette.responses import Response

from backend import identity
from backend.core.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from backend.core.pace import TooManyCalls
from backend.core.wording import sentence
from backend.http.origin import SAFE, sent_from
from backend.web.forms import FormTooLarge
from backend.web.visit import Visit

STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (FormTooLarge, 413),
    (TooManyCalls, 429),
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 422),
)

PAGES = frozenset({403, 404, 413, 429})
"""The statuses that have a page of their own; the others are told as things that moved on."""


def status_of(refusal: DomainError) -> int:
    """The HTTP status of a refusal's family."""
    return next((status for family, status in STATUS if isinstance(refusal, family)), 400)


async def refused(visit: Visit, refusal: DomainError) -> Response:
    """The error's page; for an htmx request a toast, so that the page under it stays as it is.

    Where things have moved on, it leads to the page that was acted on, as it is now.
    """
    status = status_of(refusal)
    message = sentence(visit.translator, refusal)
    # What is wrong in an address was cut or changed on its way: nobody typed it.
    is_cut = isinstance(refusal, Invalid) and visit.request.method in SAFE
    visit.status = status
    fresh = sent_from(visit.request, visit.services.settings.base_url)
    if visit.is_htmx and status != 404:
        response = await visit.render(
            "components/_error_toast.html",
            message=None if is_cut else message,
            fresh=fresh if status == 409 else None,
        )
        response.headers["HX-Retarget"] = "#toasts"
        response.headers["HX-Reswap"] = "beforeend"
        return response
    if isinstance(refusal, identity.SignInRefused):
        return await visit.render("errors/refused.html", message=message)
    if is_cut:
        return await visit.render("errors/422.html")
    name = status if status in PAGES else 409
    return await visit.render(f"errors/{name}.html", message=message, fresh=fresh)
