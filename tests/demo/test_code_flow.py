from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.integrations.starlette_client import OAuth
from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.routing import Route

from backend.demo.grants import CODE_SECONDS, TOKEN_SECONDS
from tests.demo.conftest import CALLBACK, CLIENT_ID, GOODBYE, INES, ISSUER, SECRET, SOLENE, VERIFIER, Clock

# The S256 challenge of VERIFIER.
CHALLENGE = "I_JsW9j-RcQrNndpW6I2se8F501iFbui5msEr3q4XkA"
REQUEST = {
    "client_id": CLIENT_ID,
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid email profile",
    "state": "here",
    "nonce": "once",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
EXCHANGE = {
    "grant_type": "authorization_code",
    "redirect_uri": CALLBACK,
    "code_verifier": VERIFIER,
    "client_id": CLIENT_ID,
    "client_secret": SECRET,
}


def answer_in(response: httpx2.Response) -> dict[str, str]:
    assert response.status_code == 303 and response.headers["location"].startswith(CALLBACK)
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))


async def code_for(browser: httpx2.AsyncClient, subject: str = SOLENE.subject) -> str:
    return answer_in(await browser.post("/choose", data=REQUEST | {"subject": subject}))["code"]


async def test_the_discovery_document_names_the_routes(
    browser: httpx2.AsyncClient, provider: Starlette
) -> None:
    document = (await browser.get("/.well-known/openid-configuration")).json()
    assert document["issuer"] == ISSUER
    assert document["code_challenge_methods_supported"] == ["S256"]
    assert document["authorization_response_iss_parameter_supported"] is True
    named = {
        value.removeprefix(ISSUER)
        for name, value in document.items()
        if name.endswith("_endpoint") or name == "jwks_uri"
    }
    served = {route.path for route in provider.routes if isinstance(route, Route)}
    assert served - named == {"/.well-known/openid-configuration", "/choose"} and named <= served


async def test_the_key_set_holds_no_private_part(browser: httpx2.AsyncClient) -> None:
    (key,) = (await browser.get("/jwks")).json()["keys"]
    assert (key["kty"], key["use"], key["alg"]) == ("RSA", "sig", "RS256")
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(key)


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
async def test_solene_signs_in_with_a_real_client(
    browser: httpx2.AsyncClient, client: AsyncOAuth2Client, method: str
) -> None:
    client.token_endpoint_auth_method = method
    address, state = client.create_authorization_url(
        f"{ISSUER}/authorize", code_verifier=VERIFIER, nonce="once"
    )
    page = await browser.get(address)
    assert page.status_code == 200
    sent = dict(parse_qsl(urlsplit(address).query)) | {"subject": SOLENE.subject}
    back = await browser.post("/choose", data=sent)
    answer = answer_in(back)
    assert answer["state"] == state and answer["iss"] == ISSUER

    token = await client.fetch_token(
        f"{ISSUER}/token", authorization_response=back.headers["location"], code_verifier=VERIFIER
    )
    keys = KeySet.import_key_set((await browser.get("/jwks")).json())
    claims = jwt.decode(token["id_token"], keys, algorithms=["RS256"]).claims
    assert claims["exp"] > claims["iat"] >= claims["auth_time"] and claims["sid"]
    for name in ("exp", "iat", "auth_time", "sid"):
        del claims[name]
    person = {
        "sub": SOLENE.subject,
        "email": SOLENE.email,
        "email_verified": True,
        "name": "Solene Arrighi",
        "given_name": "Solene",
        "family_name": "Arrighi",
        "locale": "fr",
        "groups": ["diapason-cx-leaders"],
    }
    assert claims == person | {"iss": ISSUER, "aud": CLIENT_ID, "nonce": "once"}
    assert (await client.get(f"{ISSUER}/userinfo")).json() == person


async def test_the_starlette_client_of_authlib_accepts_the_whole_answer(
    browser: httpx2.AsyncClient, provider: Starlette
) -> None:
    """The client the product uses checks signature, issuer, audience, nonce and expiry by itself."""
    registered = OAuth().register(
        "demo",
        client_id=CLIENT_ID,
        client_secret=SECRET,
        server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "transport": httpx2.ASGITransport(app=provider),
        },
    )
    started = await registered.create_authorization_url(CALLBACK)
    sent = dict(parse_qsl(urlsplit(started["url"]).query)) | {"subject": INES.subject}
    answer = answer_in(await browser.post("/choose", data=sent))
    token = await registered.fetch_access_token(
        code=answer["code"], redirect_uri=CALLBACK, code_verifier=started["code_verifier"]
    )
    claims = await registered.parse_id_token(token, nonce=started["nonce"])
    assert claims["email"] == INES.email


async def test_an_application_that_asks_less_learns_less(browser: httpx2.AsyncClient) -> None:
    answer = answer_in(
        await browser.post("/choose", data=REQUEST | {"scope": "openid unheard-of", "subject": INES.subject})
    )
    token = (await browser.post("/token", data=EXCHANGE | {"code": answer["code"]})).json()
    assert token["scope"] == "openid"
    person = await browser.get("/userinfo", headers={"Authorization": f"Bearer {token['access_token']}"})
    assert person.json() == {"sub": INES.subject, "groups": []}


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": "http://evil.example/callback"},
        {"redirect_uri": CALLBACK + "/"},
        {"redirect_uri": CALLBACK + "?next=/"},
        {"redirect_uri": ""},
        {"client_id": "somebody-else"},
    ],
)
@pytest.mark.parametrize("path", ["/authorize", "/choose"])
async def test_an_unknown_address_is_never_answered_to(
    browser: httpx2.AsyncClient, change: dict[str, str], path: str
) -> None:
    response = await browser.post(path, data=REQUEST | {"subject": INES.subject} | change)
    assert response.status_code == 400 and "location" not in response.headers


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"scope": "email"}, "invalid_scope"),
        ({"prompt": "none"}, "login_required"),
        ({"request": "a.b.c"}, "request_not_supported"),
        ({"request_uri": "http://evil.example/"}, "request_uri_not_supported"),
    ],
)
@pytest.mark.parametrize("path", ["/authorize", "/choose"])
async def test_a_request_that_cannot_be_served_goes_back_with_its_error(
    browser: httpx2.AsyncClient, change: dict[str, str], error: str, path: str
) -> None:
    answer = answer_in(await browser.post(path, data=REQUEST | {"subject": INES.subject} | change))
    assert (answer["error"], answer["state"], answer["iss"]) == (error, "here", ISSUER)
    assert "code" not in answer


async def test_a_parameter_given_twice_is_refused(browser: httpx2.AsyncClient) -> None:
    response = await browser.get("/authorize", params=[*REQUEST.items(), ("nonce", "twice")])
    assert answer_in(response)["error"] == "invalid_request"


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"code_verifier": "another-verifier-that-is-long-enough-but-wrong"}, 400, "invalid_grant"),
        ({"code_verifier": ""}, 400, "invalid_request"),
        ({"redirect_uri": GOODBYE}, 400, "invalid_grant"),
        ({"code": "unknown"}, 400, "invalid_grant"),
        ({"code": ""}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_secret": "é"}, 401, "invalid_client"),
        ({"client_id": "somebody-else"}, 401, "invalid_client"),
    ],
)
async def test_a_wrong_exchange_gives_nothing(
    browser: httpx2.AsyncClient, change: dict[str, str], status: int, error: str
) -> None:
    response = await browser.post("/token", data=EXCHANGE | {"code": await code_for(browser)} | change)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert response.headers["cache-control"] == "no-store"


async def test_a_client_that_authenticates_by_header_is_told_how(browser: httpx2.AsyncClient) -> None:
    exchange = {name: value for name, value in EXCHANGE.items() if not name.startswith("client_")}
    code = await code_for(browser)
    for header in ("Basic !!", "Basic d3Jvbmc6d3Jvbmc=", "Bearer x"):
        response = await browser.post(
            "/token", data=exchange | {"code": code}, headers={"Authorization": header}
        )
        assert response.status_code == 401 and response.headers["www-authenticate"].startswith("Basic")
    twice = await browser.post("/token", data=EXCHANGE | {"code": code}, auth=(CLIENT_ID, SECRET))
    assert (twice.status_code, twice.json()["error"]) == (400, "invalid_request")
    right = await browser.post("/token", data=exchange | {"code": code}, auth=(CLIENT_ID, SECRET))
    assert right.status_code == 200


async def test_a_code_used_twice_ends_what_it_had_opened(browser: httpx2.AsyncClient) -> None:
    exchange = EXCHANGE | {"code": await code_for(browser)}
    token = (await browser.post("/token", data=exchange)).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert (await browser.get("/userinfo", headers=bearer)).status_code == 200
    again = await browser.post("/token", data=exchange)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert (await browser.get("/userinfo", headers=bearer)).status_code == 401


async def test_a_code_lasts_a_minute_and_its_token_ten(browser: httpx2.AsyncClient, clock: Clock) -> None:
    late = await code_for(browser)
    clock.now += CODE_SECONDS
    assert (await browser.post("/token", data=EXCHANGE | {"code": late})).json()["error"] == "invalid_grant"
    in_time = await code_for(browser)
    token = (await browser.post("/token", data=EXCHANGE | {"code": in_time})).json()["access_token"]
    clock.now += TOKEN_SECONDS
    refused = await browser.get("/userinfo", headers={"Authorization": f"Bearer {token}"})
    assert refused.status_code == 401 and "invalid_token" in refused.headers["www-authenticate"]


async def test_userinfo_without_a_token_is_refused(browser: httpx2.AsyncClient) -> None:
    response = await browser.get("/userinfo")
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
