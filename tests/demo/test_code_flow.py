from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.integrations.starlette_client import OAuth
from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.routing import Route

from tests.demo.conftest import CALLBACK, CLIENT_ID, INES, ISSUER, SECRET, SOLENE, VERIFIER
from tests.demo.flow import EXCHANGE, REQUEST, answer_in


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
    assert served - named == {"/.well-known/openid-configuration", "/choose"}
    assert named <= served


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
    assert answer["state"] == state
    assert answer["iss"] == ISSUER

    token = await client.fetch_token(
        f"{ISSUER}/token", authorization_response=back.headers["location"], code_verifier=VERIFIER
    )
    keys = KeySet.import_key_set((await browser.get("/jwks")).json())
    claims = jwt.decode(token["id_token"], keys, algorithms=["RS256"]).claims
    assert claims["exp"] > claims["iat"] >= claims["auth_time"]
    assert claims["sid"]
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
    assert response.status_code == 400
    assert "location" not in response.headers


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
