"""The independent provider answers a whole code flow, so the sign-in tests may lean on it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.web.peer import Peer, running_peer

CALLBACK = "http://127.0.0.1:9/sign-in/callback"
GOODBYE = "http://127.0.0.1:9/"
VERIFIER = "a-verifier-that-is-long-enough-to-be-accepted-by-anyone"


@dataclass
class Notices:
    """What the provider tells the application behind the reader's back."""

    address: str
    received: list[bytes]


@pytest.fixture(scope="module")
def notices() -> Iterator[Notices]:
    received: list[bytes] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: pytest's output is for failures."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Notices(f"http://127.0.0.1:{server.server_port}/sign-out/notice", received)
        server.shutdown()


@pytest.fixture(scope="module")
def peer(notices: Notices) -> Iterator[Peer]:
    with running_peer([CALLBACK], [GOODBYE], notices.address) as running:
        yield running


def client_of(peer: Peer) -> AsyncOAuth2Client:
    return AsyncOAuth2Client(
        peer.client_id,
        peer.client_secret,
        redirect_uri=CALLBACK,
        scope="openid email profile",
        code_challenge_method="S256",
        timeout=60,
    )


async def follow(browser: httpx2.AsyncClient, address: str) -> str:
    """Follow the provider's own redirections, and return the address it sends the browser back to."""
    while address.startswith(str(browser.base_url)):
        answer = await browser.get(address)
        assert answer.is_redirect, answer.text
        address = str(answer.next_request.url) if answer.next_request else ""
    return address


async def test_solene_signs_in_through_the_peer_and_out_again(peer: Peer, notices: Notices) -> None:
    async with (
        httpx2.AsyncClient(base_url=peer.issuer, timeout=60) as browser,
        client_of(peer) as client,
    ):
        discovery = (await browser.get("/.well-known/openid-configuration")).json()
        address, state = client.create_authorization_url(
            discovery["authorization_endpoint"],
            code_verifier=VERIFIER,
            nonce="once",
            login_hint="solene.arrighi@telenova.example",
        )
        back = await follow(browser, address)
        answer = parse_qs(urlsplit(back).query)
        assert back.startswith(CALLBACK)
        assert answer["state"] == [state]
        assert answer["iss"] == [peer.issuer]

        token = await client.fetch_token(
            discovery["token_endpoint"],
            authorization_response=back,
            code_verifier=VERIFIER,
        )
        keys = KeySet.import_key_set((await browser.get(discovery["jwks_uri"])).json())
        claims = jwt.decode(token["id_token"], keys, algorithms=["RS256"]).claims
        assert claims["iss"] == peer.issuer
        assert claims["aud"] == peer.client_id
        assert claims["nonce"] == "once"
        assert claims["email"] == "solene.arrighi@telenova.example"
        assert claims["email_verified"] is True
        assert (claims["given_name"], claims["family_name"]) == ("Solène", "Arrighi")
        assert claims["groups"] == ["diapason-cx-leaders"]
        assert claims["sid"]

        ask = await browser.get(
            discovery["end_session_endpoint"],
            params={
                "id_token_hint": token["id_token"],
                "post_logout_redirect_uri": GOODBYE,
                "state": "bye",
            },
        )
        form = dict(re.findall(r'name="(xsrf)" value="([^"]+)"', ask.text)) | {"logout": "yes"}
        action = html.unescape(re.findall(r'action="([^"]+)"', ask.text)[0])
        gone = await browser.post(action, data=form)
        assert gone.headers["location"] == f"{GOODBYE}?state=bye"
        assert [notice[:13] for notice in notices.received] == [b"logout_token="]


async def test_without_a_hint_the_peer_asks_who_signs_in(peer: Peer) -> None:
    async with (
        httpx2.AsyncClient(base_url=peer.issuer, timeout=60) as browser,
        client_of(peer) as client,
    ):
        address, _ = client.create_authorization_url(f"{peer.issuer}/auth", code_verifier=VERIFIER)
        page = await browser.get(address, follow_redirects=True)
        chosen = await browser.post(page.url, data={"email": "ines.marchetti@telenova.example"})
        back = await follow(browser, chosen.headers["location"])
        assert back.startswith(CALLBACK)
        assert "code=" in back
