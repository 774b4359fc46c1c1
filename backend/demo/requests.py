"""Reading an authorization request, and the two ways of refusing it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backend.demo.client import Client

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
SCOPES = ("openid", "email", "profile")


class Untrusted(Exception):
    """The request names an unknown client or address: nobody is sent anywhere, the page says so."""


class Refused(Exception):
    """The request comes from the client and cannot be served: its callback is told `error` and why."""

    def __init__(self, callback: "Callback", error: str, description: str) -> None:
        super().__init__(description)
        self.callback, self.error, self.description = callback, error, description


@dataclass(frozen=True, slots=True)
class Callback:
    """Where the answer goes, and the state to hand back with it."""

    redirect_uri: str
    state: str | None


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    callback: Callback
    nonce: str | None
    code_challenge: str
    scope: frozenset[str]
    parameters: tuple[tuple[str, str], ...]


def read_request(items: Iterable[tuple[str, str]], client: Client) -> AuthorizationRequest:
    """The request held in query or form `items`. Raises Untrusted, or Refused once the callback is known."""
    sent = list(items)
    params = dict(sent)
    if params.get("client_id") != client.client_id:
        raise Untrusted("client_id")
    if params.get("redirect_uri") not in client.redirect_uris:
        raise Untrusted("redirect_uri")
    callback = Callback(params["redirect_uri"], params.get("state"))
    if len(params) != len(sent):
        raise Refused(callback, "invalid_request", "a parameter is given twice")
    for name, unsupported in (
        ("request", "request_not_supported"),
        ("request_uri", "request_uri_not_supported"),
    ):
        if name in params:
            raise Refused(callback, unsupported, f"{name} is not supported")
    if params.get("response_type") != "code":
        raise Refused(callback, "unsupported_response_type", "response_type must be code")
    if params.get("response_mode", "query") != "query":
        raise Refused(callback, "invalid_request", "response_mode must be query")
    scope = frozenset(params.get("scope", "").split())
    if "openid" not in scope:
        raise Refused(callback, "invalid_scope", "scope must hold openid")
    challenge = params.get("code_challenge", "")
    if params.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(challenge):
        raise Refused(callback, "invalid_request", "an S256 code_challenge is required")
    if "none" in params.get("prompt", "").split():
        raise Refused(callback, "login_required", "somebody has to choose a persona")
    granted = scope & frozenset(SCOPES)
    return AuthorizationRequest(callback, params.get("nonce"), challenge, granted, tuple(sent))
