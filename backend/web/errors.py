"""Refusals as pages: one status per family, one wording per code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from backend.core.errors import Conflict, DomainError, Forbidden, Invalid, InvalidInput, NotFound
from backend.core.i18n import Translator

if TYPE_CHECKING:
    from backend.web.page import Visit

STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 422),
)


def status_of(refusal: DomainError) -> int:
    """The HTTP status of a refusal's family."""
    return next((status for family, status in STATUS if isinstance(refusal, family)), 400)


def sentence(translator: Translator, refusal: DomainError) -> str:
    """The catalogue's wording of a refusal."""
    return translator.translations.gettext(f"error.{refusal.code}") % _Plain(refusal.parameters)


def field_errors(translator: Translator, refusal: Invalid) -> dict[str, str]:
    """One sentence per field at fault: the form's own wording when it has one, else the general one."""
    if not isinstance(refusal, InvalidInput):
        return {refusal.field or "": sentence(translator, refusal)}
    words = translator.translations.gettext
    found = {}
    for name, problem in refusal.problems.items():
        special = f"error.{refusal.form}.{name}.{problem.code}"
        own = words(special)
        worded = own if own != special else words(f"error.field.{problem.code}")
        if worded.startswith("error."):
            worded = words("error.field.invalid")
        found[name] = worded % _Plain(problem.parameters)
    return found


def said(translator: Translator, code: str) -> str | None:
    """The sentence behind a code kept in the reader's cookie; nothing for a code that is not ours."""
    worded = translator.gettext(f"said.{code}")
    return None if worded.startswith("said.") else worded


async def refused(visit: "Visit", refusal: DomainError) -> Response:
    """The error's page; for an htmx request a toast, so that the page under it stays as it is."""
    status = status_of(refusal)
    message = sentence(visit.translator, refusal)
    visit.status = status
    if visit.is_htmx and status != 404:
        response = await visit.render("components/_error_toast.html", message=message)
        response.headers["HX-Retarget"] = "#toasts"
        response.headers["HX-Reswap"] = "beforeend"
        return response
    name = {404: "404", 403: "403"}.get(status, "409")
    return await visit.render(f"errors/{name}.html", message=message)


class _Plain(dict[str, Any]):
    """Parameters of a wording; one that is missing shows as nothing rather than failing the answer."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)

    def __missing__(self, key: str) -> str:
        return ""
