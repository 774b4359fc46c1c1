"""Signing in by the company's identity provider, signing out, and the language of the front door.

The steps that call the provider (`set_off`, `come_back`, `find_the_way_out`) run before the unit of work.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backend import identity
from backend.core.errors import NotFound
from backend.core.i18n import LOCALES
from backend.http import cookies
from backend.http.origin import own_path
from backend.http.provider import Pending, Proof, Provider
from backend.services import Services
from backend.settings import Settings
from backend.web.forms import sent_form
from backend.web.page import Context, Visit, asked_locale

YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class SignInPage(Context):
    next: str
    shared: bool
    minutes: int


async def show(visit: Visit) -> Response:
    """The front door; somebody already signed in goes where they were going."""
    wanted = own_path(visit.request.query_params.get("next"))
    if visit.signed_in is not None:
        return visit.redirect(wanted)
    shared = visit.query("shared") == "1"
    minutes = visit.services.settings.shared_phone_minutes
    return await visit.render("identity/sign_in.html", SignInPage(wanted, shared, minutes))


@dataclass(frozen=True, slots=True)
class Departure:
    pending: Pending
    url: str


async def set_off(request: Request) -> Departure:
    """What this sign-in will be recognised by, and the provider's address for it."""
    form = await sent_form(request)
    pending = Pending(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        next=own_path(str(form.get("next", ""))),
        shared=form.get("shared") == "1",
    )
    locale = asked_locale(request, request.app.state.services)
    return Departure(pending, await _provider(request).authorization_url(pending, locale))


async def start(visit: Visit) -> Response:
    """Send the browser to the provider."""
    departure: Departure = visit.brought
    response = RedirectResponse(departure.url, 303)
    cookies.keep_pending(response, visit.services.settings, asdict(departure.pending))
    return response


@dataclass(frozen=True, slots=True)
class Arrival:
    pending: Pending
    proof: Proof


async def come_back(request: Request) -> Arrival:
    """The provider's answer, checked against the sign-in this browser started.

    Errors: those of `Provider.proof`; PersonInactive, once the account of somebody who left is closed.
    """
    services: Services = request.app.state.services
    kept = cookies.pending_sign_in(request, services.settings)
    pending = Pending(**kept) if kept else None
    proof = await _provider(request).proof(request.query_params, pending)
    assert pending is not None
    if proof.left:
        claims = identity.Claims.of(proof.claims)
        async with services.database.writing() as session:
            vouched = claims.email if claims.email_verified else ""
            await identity.close_account(session, claims.subject, vouched)
            await session.commit()
        raise identity.PersonInactive
    return Arrival(pending, proof)


async def finish(visit: Visit) -> Response:
    """Open the account's session; the one this browser had before ends."""
    arrival: Arrival = visit.brought
    settings = visit.services.settings
    claims = identity.Claims.of(arrival.proof.claims)
    person = await identity.recognise(
        visit.session,
        claims,
        settings.oidc_group_roles,
        locale=visit.locale,
        time_zone=settings.time_zone,
    )
    if visit.signed_in is not None:
        await identity.close_session(visit.session, visit.signed_in.session_id)
    lifetimes = lifetimes_of(settings)
    secret = await identity.open_session(
        visit.session,
        person.id,
        lifetimes,
        shared_phone=arrival.pending.shared,
        browser=visit.request.headers.get("user-agent", ""),
        provider_session=claims.session,
        id_token=arrival.proof.id_token,
    )
    response = visit.redirect(arrival.pending.next)
    lasting = lifetimes.shared_phone if arrival.pending.shared else lifetimes.absolute
    cookies.keep_session(response, settings, secret, int(lasting.total_seconds()))
    return response


async def find_the_way_out(request: Request) -> str | None:
    """The provider's own sign-out page, when it has one and answers."""
    return await _provider(request).end_session_url()


async def leave(visit: Visit) -> Response:
    """Sign this browser out, here then at the provider."""
    way_out: str | None = visit.brought
    target = "/sign-in"
    if visit.signed_in is not None:
        session_id = visit.signed_in.session_id
        if way_out is not None:
            hint = await identity.id_token_of(visit.session, session_id)
            target = _provider(visit.request).signed_out_url(way_out, hint)
        await identity.sign_out_session(visit.session, visit.actor, session_id)
    response = RedirectResponse(target, 303)
    response.delete_cookie(cookies.SESSION, path="/")
    return response


async def choose_language(visit: Visit) -> Response:
    """Note the language: with the person when signed in, else in this browser; then back to the page."""
    locale = str(visit.form.get("locale") or "")
    if locale not in LOCALES:
        raise NotFound
    if visit.signed_in is not None:
        given = identity.ProfileInput.model_validate({"locale": locale})
        await identity.update_profile(visit.session, visit.actor, given)
    wanted = own_path(str(visit.form.get("next") or ""))
    # Coming back from the provider happens once: its address would only be refused.
    response = visit.redirect("/sign-in" if wanted.startswith("/sign-in/") else wanted)
    cookies.keep(response, visit.services.settings, cookies.LOCALE, locale, YEAR_SECONDS)
    return response


def lifetimes_of(settings: Settings) -> identity.Lifetimes:
    """How long sessions last, by the settings."""
    return identity.Lifetimes(
        idle=timedelta(minutes=settings.session_idle_minutes),
        absolute=timedelta(hours=settings.session_absolute_hours),
        shared_phone=timedelta(minutes=settings.shared_phone_minutes),
    )


def _provider(request: Request) -> Provider:
    provider: Provider = request.app.state.provider
    return provider
