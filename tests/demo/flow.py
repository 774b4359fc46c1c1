"""A sign-in in two steps, for the tests that look at one of them."""

from urllib.parse import parse_qsl, urlsplit

import httpx2

from tests.demo.conftest import CALLBACK, CLIENT_ID, SECRET, SOLENE, VERIFIER

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
    assert response.status_code == 303
    assert response.headers["location"].startswith(CALLBACK)
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))


async def code_for(browser: httpx2.AsyncClient, subject: str = SOLENE.subject) -> str:
    return answer_in(await browser.post("/choose", data=REQUEST | {"subject": subject}))["code"]
