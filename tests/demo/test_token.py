import httpx2
import pytest

from backend.demo.grants import CODE_SECONDS, TOKEN_SECONDS
from tests.demo.conftest import CLIENT_ID, GOODBYE, SECRET, Clock
from tests.demo.flow import EXCHANGE, code_for


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
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Basic")
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
    assert refused.status_code == 401
    assert "invalid_token" in refused.headers["www-authenticate"]


async def test_userinfo_without_a_token_is_refused(browser: httpx2.AsyncClient) -> None:
    response = await browser.get("/userinfo")
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
