"""Who is calling: the person behind a token, else the person signed in on our own pages."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from starlette.requests import Request

from backend import identity
from backend.core.actor import Actor
from backend.http.addresses import counted_address
from backend.http.cookies import session_secret
from backend.http.origin import another_site_asks, comes_from_us
from backend.http.provider import Provider
from backend.services import Services


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls; `pace` is what their calls are counted by.

    `stale_session` is the one to note as used, once what was asked allows it.
    """

    actor: Actor
    pace: str
    stale_session: UUID | None = None


async def caller_of(request: Request, services: Services) -> Caller | None:
    """The caller; None for a stranger. A token that is not live never falls back to the cookie.

    Each token and each browser has its own pace, the provider's tokens of one person one together; strangers
    and tokens that are refused, their address.
    Errors: TokenRefused; ProviderUnreachable, when a token is the provider's; TooManyCalls; OtherOrigin,
    when a cookie comes from a page that is not ours.
    """
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    address = counted_address(request)
    if scheme.lower() == "bearer":
        try:
            return await _behind(sent.strip(), request.app.state.provider, services)
        except (identity.TokenRefused, identity.ProviderUnreachable):
            services.calls.take(address)
            raise
    secret = session_secret(services.settings, request.cookies)
    if secret is None:
        services.calls.take(address)
        return None
    if another_site_asks(request.headers) or not comes_from_us(request, services.settings.base_url):
        raise identity.OtherOrigin
    return await _signed_in(services, secret)


async def _behind(sent: str, provider: Provider, services: Services) -> Caller:
    """Whom a token acts as: the provider's is a JWT, of three parts, and ours has no dot."""
    if "." in sent:
        granted = await provider.granted(sent)
        async with services.database.reading() as session:
            actor = await identity.actor_granted(session, granted.subject, granted.scopes)
        if granted.left:
            if actor is not None:
                await _close_account(services, granted.subject)
            raise identity.BearerNotTrusted(reason="left")
        if actor is None:
            raise identity.BearerNotTrusted(reason="sub")
        return _within_pace(services, Caller(actor, str(actor.person_id)))
    bearer = await _bearer(services, sent)
    if bearer is None:
        raise identity.TokenRefused
    return _within_pace(services, Caller(bearer.actor, str(bearer.token_id)))


async def _close_account(services: Services, subject: str) -> None:
    async with services.database.writing() as session:
        await identity.close_account(session, subject)
        await session.commit()


async def _bearer(services: Services, secret: str) -> identity.Bearer | None:
    async with services.database.reading() as session:
        bearer = await identity.bearer_of(session, secret)
    if bearer is not None and bearer.stale:
        async with services.database.writing() as session:
            await identity.touch_token(session, bearer.token_id)
            await session.commit()
    return bearer


async def note_used(services: Services, session_id: UUID) -> None:
    """The caller's session was used: it stays open."""
    async with services.database.writing() as session:
        idle = timedelta(minutes=services.settings.session_idle_minutes)
        await identity.touch(session, session_id, idle)
        await session.commit()


async def _signed_in(services: Services, secret: str) -> Caller | None:
    signed_in = await services.readers.ask(secret)
    if signed_in is None:
        return None
    pace, stale = str(signed_in.session_id), signed_in.session_id if signed_in.stale else None
    return _within_pace(services, Caller(signed_in.actor, pace, stale))


def _within_pace(services: Services, caller: Caller) -> Caller:
    services.calls.take(caller.pace)
    return caller
