"""The endpoints a person passes through: who to be today, and signing out."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backend.demo.client import Client
from backend.demo.grants import Grant, Grants
from backend.demo.keys import SigningKey
from backend.demo.pages import HEADERS, Pages
from backend.demo.personas import Directory, Persona
from backend.demo.requests import (
    AuthorizationRequest,
    Callback,
    Refused,
    Untrusted,
    read_request,
)

SEARCH_LIMIT = 20
MONTH_SECONDS = 30 * 24 * 3600
SESSION_COOKIE = "demo_provider_session"
LAST_COOKIE = "demo_last_persona"
# Fields of the page itself, which are no part of the application's request.
OWN_FIELDS = {"subject", "words", "lang"}


class SignIn:
    def __init__(
        self,
        issuer: str,
        client: Client,
        directory: Directory,
        grants: Grants,
        key: SigningKey,
        pages: Pages,
        clock: Callable[[], float],
    ) -> None:
        self.issuer, self.client, self.directory = issuer, client, directory
        self.grants, self.key, self.pages, self.clock = grants, key, pages, clock

    async def authorize(self, request: Request) -> Response:
        """Ask who to be, every time: changing persona must always be one click away."""
        try:
            asked, own = await self._read(request)
        except (Untrusted, Refused) as error:
            return self._refuse(request, error)
        return await self._ask(request, asked, own.get("words", ""))

    async def choose(self, request: Request) -> Response:
        """Sign in as the chosen persona and send the browser back with a code."""
        if request.headers.get("sec-fetch-site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            return self.pages.show(request, "refused", 403, here="/authorize", reason="origin")
        try:
            asked, own = await self._read(request)
        except (Untrusted, Refused) as error:
            return self._refuse(request, error)
        persona = await self.directory.find(own.get("subject", ""))
        if persona is None:
            return await self._ask(request, asked, "")
        grant = Grant(
            persona=persona,
            redirect_uri=asked.callback.redirect_uri,
            code_challenge=asked.code_challenge,
            nonce=asked.nonce,
            scope=asked.scope,
            auth_time=int(self.clock()),
        )
        response = self._back(asked.callback, code=self.grants.issue_code(grant))
        response.set_cookie(SESSION_COOKIE, grant.sid, httponly=True, samesite="lax")
        response.set_cookie(LAST_COOKIE, persona.subject, MONTH_SECONDS, httponly=True, samesite="lax")
        return response

    async def logout(self, request: Request) -> Response:
        """End the session; go back only to a registered address, and only for a holder of our ID token."""
        params = dict(request.query_params if request.method == "GET" else await _form(request))
        hint = self.key.read(params.get("id_token_hint", "")) or {}
        trusted = hint.get("aud") == self.client.client_id == params.get("client_id", self.client.client_id)
        for sid in (hint.get("sid"), request.cookies.get(SESSION_COOKIE)):
            if isinstance(sid, str):
                self.grants.end_session(sid)
        target = params.get("post_logout_redirect_uri")
        response: Response
        if target is None:
            response = self.pages.show(request, "signed_out")
        elif trusted and target in self.client.post_logout_redirect_uris:
            state = {"state": params["state"]} if "state" in params else {}
            response = RedirectResponse(_with(target, state), 303, HEADERS)
        else:
            response = self.pages.show(request, "refused", 400, reason="post_logout_redirect_uri")
        response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
        return response

    async def _read(self, request: Request) -> tuple[AuthorizationRequest, dict[str, str]]:
        """The application's request, and the page's own fields beside it."""
        items = request.query_params.multi_items() if request.method == "GET" else await _form(request)
        asked = read_request([item for item in items if item[0] not in OWN_FIELDS], self.client)
        return asked, {name: value for name, value in items if name in OWN_FIELDS}

    async def _ask(self, request: Request, asked: AuthorizationRequest, words: str) -> Response:
        words = words.strip()[:100]
        found: Sequence[Persona] = await self.directory.search(words, SEARCH_LIMIT) if words else ()
        last = await self.directory.find(request.cookies.get(LAST_COOKIE, ""))
        cast = [
            persona
            for persona in self.directory.featured()
            if last is None or persona.subject != last.subject
        ]
        return self.pages.show(
            request,
            "persona",
            here=f"/authorize?{urlencode(asked.parameters)}",
            parameters=asked.parameters,
            words=words,
            found=found,
            last=last,
            cast=cast,
        )

    def _refuse(self, request: Request, error: Untrusted | Refused) -> Response:
        if isinstance(error, Untrusted):
            return self.pages.show(request, "refused", 400, here="/authorize", reason=str(error))
        return self._back(error.callback, error=error.error, error_description=error.description)

    def _back(self, callback: Callback, **answer: str) -> RedirectResponse:
        """To the application, saying who answers (RFC 9207)."""
        state = {"state": callback.state} if callback.state is not None else {}
        return RedirectResponse(
            _with(callback.redirect_uri, answer | state | {"iss": self.issuer}),
            303,
            HEADERS,
        )


def _with(address: str, params: dict[str, str]) -> str:
    if not params:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(params)}"


async def _form(request: Request) -> list[tuple[str, str]]:
    async with request.form(max_files=0, max_fields=40) as form:
        return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
