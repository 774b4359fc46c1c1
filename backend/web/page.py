"""What every page shares: its unit of work.

`@reading` serves a GET from a session that cannot write, or a POST that only looks at what was typed;
`@acting` serves a form's POST in one unit of work: checked for its origin, answered once per idempotency
key, rendered, committed, then sent. `@untraced` serves the answering of a survey, GET and POST alike.
"""

import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backend import identity
from backend.core import wording
from backend.core.db import Session
from backend.core.errors import DomainError, Forbidden, Invalid
from backend.core.i18n import negotiate
from backend.core.pace import Pace, TooManyCalls
from backend.http import cookies
from backend.http.addresses import counted_address
from backend.http.origin import SAFE, comes_from_us
from backend.services import Services
from backend.web.errors import refused, status_of
from backend.web.forms import MOST_BYTES, STRANGERS_BYTES, bounded, sent_form, typed_values
from backend.web.once import once
from backend.web.visit import Context, Handler, Visit, address

Endpoint = Callable[[Request], Awaitable[Response]]
Before = Callable[[Request], Awaitable[Any]]


def reading(handler: Handler, *, public: bool = False, unsigned: bool = False) -> Endpoint:
    """An endpoint for a page that only reads. Signed-out readers are sent to sign in unless `public`.

    `unsigned` is public too, and never looks at who is signed in.
    """

    async def endpoint(request: Request) -> Response:
        services: Services = request.app.state.services
        public_too = public or unsigned
        request = bounded(request, typed=STRANGERS_BYTES if public_too else MOST_BYTES)
        try:
            form = FormData()
            if request.method == "POST":
                _enter(request, services, public=public_too)
                if not public_too and _secret(request, services) is None:
                    return to_sign_in(request)
                form = await sent_form(request)
        except DomainError as refusal:
            return await _refuse(request, services, refusal)
        try:
            return await read(request, services, form)
        finally:
            await form.close()

    async def read(request: Request, services: Services, form: FormData) -> Response:
        async with services.database.reading() as session:
            visit = await visit_of(request, services, session, unsigned)
            visit.form = form
            if visit.signed_in is None and not (public or unsigned):
                return to_sign_in(request)
            try:
                response = await handler(visit)
            except DomainError as refusal:
                response = await refused(visit, refusal)
        await _touch(services, visit)
        await _afterwards(services, visit)
        return response

    return endpoint


def acting(
    handler: Handler,
    *,
    again: Handler | None = None,
    public: bool = False,
    unsigned: bool = False,
    before: Before | None = None,
    most_bytes: int | None = None,
    anywhere: bool = False,
) -> Endpoint:
    """An endpoint for a form: one unit of work. A wrong input shows the page `again`, filled, with 422; so
    does what is to be sent again in a while, with 429.

    `before` is what must call the network, or think for long: it runs first, outside the unit of work, and
    for a stranger only where the form is `public`.
    `unsigned` is public too, and never looks at who is signed in. `anywhere` takes a form that no page of
    ours sent: its address itself is the credential, as in a mail program's one-click unsubscription.
    """
    public = public or unsigned
    typed = STRANGERS_BYTES if public else MOST_BYTES

    async def endpoint(request: Request) -> Response:
        services: Services = request.app.state.services
        # What runs before the unit of work may read the form again: the same request has it already.
        request = bounded(request, most_bytes or typed, typed)
        try:
            _enter(request, services, public=public, anywhere=anywhere)
            if not public and _secret(request, services) is None:
                return to_sign_in(request)
            if before is not None and not public and await _signed_in(request, services) is None:
                return to_sign_in(request)
            form = await sent_form(request)
        except DomainError as refusal:
            return await _refuse(request, services, refusal)
        try:
            return await act(request, services, form)
        finally:
            await form.close()

    async def act(request: Request, services: Services, form: FormData) -> Response:
        try:
            brought = await before(request) if before else None
            async with services.database.writing() as session:
                visit = await visit_of(request, services, session, unsigned)
                visit.form, visit.brought = form, brought
                if visit.signed_in is None and not public:
                    return to_sign_in(request)
                # What is for everybody is about signing in: its answers carry secrets, and are never kept.
                response = await (handler(visit) if public else once(visit, handler))
                await session.commit()
        except DomainError as refusal:
            return await _refuse(request, services, refusal, form, again, unsigned)
        await _touch(services, visit)
        return response

    return endpoint


def _enter(request: Request, services: Services, *, public: bool, anywhere: bool = False) -> None:
    """Let a form in before anything of it is read. Errors: Forbidden, TooManyCalls.

    It comes from a page of ours, and within a pace: the browser's, or a stranger's address's.
    """
    if not anywhere and not comes_from_us(request, services.settings.base_url):
        raise Forbidden(reason="origin")
    pace, who = _pace(request, services, public)
    pace.take(who)


def charge(request: Request, tries: int, *, public: bool = False) -> None:
    """Count a form that is dear as so many more: whoever sent it may have to wait before the next."""
    pace, who = _pace(request, request.app.state.services, public)
    pace.charge(who, tries)


def _pace(request: Request, services: Services, public: bool) -> tuple[Pace, str]:
    secret = None if public else _secret(request, services)
    return services.arrivals if public else services.acts, secret or counted_address(request)


def _secret(request: Request, services: Services) -> str | None:
    return cookies.session_secret(services.settings, request.cookies)


def untraced(handler: Handler, *, again: Handler | None = None) -> Endpoint:
    """An endpoint of the answering of a survey, which leaves no trace of who did it, or when.

    No idempotency row, no touch of the session, no unit of work: the handler reads, and what it submits is
    committed by the ballot writer alone. Its pace is counted in memory, by the session's secret, which no log
    ever holds. A wrong input shows the page `again`, filled, with 422.
    """

    async def endpoint(request: Request) -> Response:
        services: Services = request.app.state.services
        request = bounded(request)
        try:
            form = FormData()
            if request.method not in SAFE:
                _enter(request, services, public=False)
                if _secret(request, services) is None:
                    return to_sign_in(request)
                form = await sent_form(request)
        except DomainError as refusal:
            return await _refuse(request, services, refusal)
        try:
            async with services.database.reading() as session:
                visit = await visit_of(request, services, session)
                visit.form = form
                if visit.signed_in is None:
                    return to_sign_in(request)
                return await handler(visit)
        except DomainError as refusal:
            return await _refuse(request, services, refusal, form, again)
        finally:
            await form.close()

    return endpoint


async def _refuse(
    request: Request,
    services: Services,
    refusal: DomainError,
    form: FormData | None = None,
    again: Handler | None = None,
    unsigned: bool = False,
) -> Response:
    """The refusal as a page: the same form, filled, when the input is at fault or is to be sent again in a
    while; else the error's own page."""
    async with services.database.reading() as session:
        visit = await visit_of(request, services, session, unsigned)
        if again is not None and form is not None and isinstance(refusal, Invalid | TooManyCalls):
            visit.form, visit.values, visit.status = form, typed_values(form), status_of(refusal)
            visit.errors = wording.field_errors(visit.translator, refusal)
            try:
                return await again(visit)
            except DomainError as other:
                refusal = other
        return await refused(visit, refusal)


async def visit_of(request: Request, services: Services, session: Session, unsigned: bool = False) -> Visit:
    """The request as its reader's visit; `unsigned` never looks at who is signed in."""
    signed_in = None if unsigned else await _signed_in(request, services)
    locale = signed_in.actor.locale if signed_in else asked_locale(request, services)
    return Visit(request, services, session, signed_in, locale)


async def _signed_in(request: Request, services: Services) -> identity.SignedIn | None:
    secret = _secret(request, services)
    return await services.readers.ask(secret) if secret else None


def asked_locale(request: Request, services: Services) -> str:
    """The language a signed-out reader chose, else the one their browser prefers."""
    asked = request.query_params.get("lang") or request.cookies.get(cookies.LOCALE)
    return negotiate(asked or request.headers.get("accept-language", ""), services.settings.default_locale)


async def _touch(services: Services, visit: Visit) -> None:
    if visit.signed_in is None or not visit.signed_in.stale:
        return
    async with services.database.writing() as session:
        idle = timedelta(minutes=services.settings.session_idle_minutes)
        await identity.touch(session, visit.signed_in.session_id, idle)
        await session.commit()


async def _afterwards(services: Services, visit: Visit) -> None:
    """What a page notes once it is made; refused, for what it was about has just gone, the page stands."""
    if visit.afterwards is None:
        return
    with contextlib.suppress(DomainError):
        async with services.database.writing() as session:
            await visit.afterwards(session)
            await session.commit()


def to_sign_in(request: Request) -> Response:
    """Send a signed-out reader to sign in, and back here afterwards."""
    target = "/sign-in"
    if request.method == "GET":
        target += f"?next={quote(address(request), safe='/')}"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=204, headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)


__all__ = [
    "Context",
    "Endpoint",
    "Visit",
    "acting",
    "asked_locale",
    "charge",
    "reading",
    "to_sign_in",
    "untraced",
    "visit_of",
]
