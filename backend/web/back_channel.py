"""The provider says, behind the reader's back, whom it signed out (OpenID Connect Back-Channel Logout)."""

import logging
import time
from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from backend import identity
from backend.core.errors import DomainError
from backend.http.provider import RECENT_SECONDS, Provider, SignedOut
from backend.services import Services
from backend.web.forms import bounded, sent_form

log = logging.getLogger("diapason.sign_in")

MOST_BYTES = 20_000
MOST_SEEN = 10_000


class Once:
    """Identifiers of tokens, each taken once for as long as a token is recent.

    In memory: to another process a copy would come as new, and sign out again whom it signed out before.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[str, float] = OrderedDict()

    def take(self, token_id: str) -> bool:
        """Whether this one is new."""
        at = time.monotonic()
        while self._seen and (len(self._seen) >= MOST_SEEN or next(iter(self._seen.values())) < at):
            self._seen.popitem(last=False)
        if token_id in self._seen:
            return False
        self._seen[token_id] = at + 2 * RECENT_SECONDS
        return True

    def give_back(self, token_id: str) -> None:
        """This one did nothing: it may come again."""
        self._seen.pop(token_id, None)


_once = Once()


async def notice(request: Request) -> Response:
    """Close the sessions that a logout token names, and the account of whoever left.

    Answers 200, or 400 for a token that is not to be trusted.
    """
    services: Services = request.app.state.services
    provider: Provider = request.app.state.provider
    try:
        form = await sent_form(bounded(request, MOST_BYTES))
        told = await provider.signed_out(str(form.get("logout_token", "")))
        if not _once.take(told.token_id):
            raise identity.AnswerNotTrusted(reason="jti")
    except DomainError as refusal:
        log.warning("a logout token was refused: %s", refusal.parameters.get("reason", refusal.code))
        return _answer({"error": "invalid_request"}, 400)
    try:
        await _sign_out(services, told)
    except BaseException:
        _once.give_back(told.token_id)
        raise
    return _answer({}, 200)


async def _sign_out(services: Services, told: SignedOut) -> None:
    async with services.database.writing() as session:
        await identity.close_provider_sessions(session, told.subject, told.session)
        if told.left:
            # A token may name the session alone.
            subject = told.subject or await identity.whose_session(session, told.session or "")
            if subject:
                await identity.close_account(session, subject)
        await session.commit()


def _answer(body: dict[str, str], status: int) -> Response:
    return JSONResponse(body, status, headers={"cache-control": "no-store"})
