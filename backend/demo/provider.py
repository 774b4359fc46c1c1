"""The demo's OpenID Connect provider: a real one, where one chooses a persona and types no password."""

import time
from collections.abc import Callable, Iterable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from backend.demo.client import Client
from backend.demo.grants import Grants
from backend.demo.keys import ALGORITHM, SigningKey
from backend.demo.pages import Pages
from backend.demo.personas import Directory
from backend.demo.requests import SCOPES
from backend.demo.sign_in import SignIn
from backend.demo.tokens import TokenEndpoints

# The name of each endpoint in the discovery document, and its path.
ENDPOINTS = {
    "authorization_endpoint": "/authorize",
    "token_endpoint": "/token",
    "userinfo_endpoint": "/userinfo",
    "jwks_uri": "/jwks",
    "end_session_endpoint": "/logout",
}
CLAIMS = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "sid",
    "email",
    "email_verified",
    "name",
    "given_name",
    "family_name",
    "locale",
    "groups",
]


def build_provider(
    issuer: str,
    client_id: str,
    client_secret: str,
    redirect_uris: Iterable[str],
    post_logout_redirect_uris: Iterable[str],
    directory: Directory,
    *,
    clock: Callable[[], float] = time.time,
) -> Starlette:
    """The provider as an application to serve at the root of `issuer`. `clock` gives seconds since 1970."""
    client = Client(
        client_id,
        client_secret,
        frozenset(redirect_uris),
        frozenset(post_logout_redirect_uris),
    )
    grants, key = Grants(clock), SigningKey()
    pages = Pages(client.origins)
    people = SignIn(issuer, client, directory, grants, key, pages, clock)
    tokens = TokenEndpoints(issuer, client, grants, key, clock)
    discovery = describe(issuer)

    async def configuration(request: Request) -> Response:
        return JSONResponse(discovery)

    async def jwks(request: Request) -> Response:
        return JSONResponse(key.jwks())

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", configuration),
            Route(
                ENDPOINTS["authorization_endpoint"],
                people.authorize,
                methods=["GET", "POST"],
            ),
            Route("/choose", people.choose, methods=["POST"]),
            Route(ENDPOINTS["token_endpoint"], tokens.token, methods=["POST"]),
            Route(ENDPOINTS["userinfo_endpoint"], tokens.userinfo, methods=["GET", "POST"]),
            Route(ENDPOINTS["jwks_uri"], jwks),
            Route(
                ENDPOINTS["end_session_endpoint"],
                people.logout,
                methods=["GET", "POST"],
            ),
            Mount("/static", StaticFiles(packages=[("ui_templates", "static")])),
        ]
    )


def describe(issuer: str) -> dict[str, object]:
    """The discovery document (OpenID Connect Discovery 1.0, section 3)."""
    return (
        {"issuer": issuer}
        | {name: issuer + path for name, path in ENDPOINTS.items()}
        | {
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": [
                "client_secret_basic",
                "client_secret_post",
            ],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
            "scopes_supported": list(SCOPES),
            "claims_supported": CLAIMS,
            "ui_locales_supported": ["fr", "en"],
        }
    )
