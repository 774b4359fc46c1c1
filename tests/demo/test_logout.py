import httpx2
import pytest

from tests.demo.conftest import CALLBACK, CLIENT_ID, GOODBYE, SOLENE
from tests.demo.flow import EXCHANGE, REQUEST, code_for


async def signed_in(browser: httpx2.AsyncClient) -> dict[str, str]:
    token: dict[str, str] = (
        await browser.post("/token", data=EXCHANGE | {"code": await code_for(browser)})
    ).json()
    return token


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_solene_signs_out_and_is_sent_back_with_the_state(
    browser: httpx2.AsyncClient, method: str
) -> None:
    token = await signed_in(browser)
    sent = {"id_token_hint": token["id_token"], "post_logout_redirect_uri": GOODBYE, "state": "bye"}
    answer = await browser.request(method, "/logout", **{"params" if method == "GET" else "data": sent})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{GOODBYE}?state=bye")
    assert "demo_provider_session" not in browser.cookies
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    assert (await browser.get("/userinfo", headers=bearer)).status_code == 401
    page = await browser.get("/authorize", params=REQUEST)
    assert page.text.index(SOLENE.subject)
    assert "La dernière fois, vous étiez" in page.text


@pytest.mark.parametrize(
    "change",
    [
        {"post_logout_redirect_uri": "http://evil.example/"},
        {"post_logout_redirect_uri": GOODBYE + "?next=/"},
        {"post_logout_redirect_uri": CALLBACK},
        {"id_token_hint": "not.a.token"},
        {"id_token_hint": ""},
        {"client_id": "somebody-else"},
    ],
)
async def test_a_sign_out_never_sends_to_an_unknown_address(
    browser: httpx2.AsyncClient, change: dict[str, str]
) -> None:
    token = await signed_in(browser)
    sent = {"id_token_hint": token["id_token"], "post_logout_redirect_uri": GOODBYE, "client_id": CLIENT_ID}
    answer = await browser.get("/logout", params=sent | change)
    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert "demo_provider_session" not in browser.cookies


async def test_a_sign_out_that_names_no_page_ends_here(browser: httpx2.AsyncClient) -> None:
    await signed_in(browser)
    answer = await browser.get("/logout")
    assert answer.status_code == 200
    assert "La session est fermée" in answer.text
