"""One request: signed, to the very address that was checked, going nowhere else."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2
import pytest

from backend.webhooks import sending
from backend.webhooks.sending import Message, Outcome, Poster
from backend.webhooks.signing import shown, signed_headers

MESSAGE = Message("0192", "https://hooks.example:8443/in?team=7", b"k" * 32, b'{"type":"report.kept"}')


@dataclass
class Rebinding:
    """A name that is public when asked first, and inside from then on."""

    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(f"{host}:{port}")
        return ["93.184.216.34"] if len(self.asked) == 1 else ["127.0.0.1"]


@dataclass
class Line:
    """What arrives at the other end, and what it answers."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    seen: list[httpx2.Request] = field(default_factory=list)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        return httpx2.Response(self.status, headers=self.headers)

    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self.answer)


async def test_the_address_checked_is_the_address_reached() -> None:
    names, line = Rebinding(), Line()
    outcome = await Poster(names, line.transport()).post(MESSAGE)
    [request] = line.seen
    assert outcome == Outcome(204)
    assert names.asked == ["hooks.example:8443"], "looked up once"
    assert str(request.url) == "https://93.184.216.34:8443/in?team=7"
    assert request.headers["host"] == "hooks.example:8443"
    assert request.extensions["sni_hostname"] == "hooks.example"


async def test_a_name_that_turned_inwards_is_not_reached() -> None:
    names, line = Rebinding(), Line()
    poster = Poster(names, line.transport())
    assert await poster.post(MESSAGE) == Outcome(204)
    assert await poster.post(MESSAGE) == Outcome(error="not_public")
    assert len(line.seen) == 1


async def test_a_redirect_is_not_followed() -> None:
    line = Line(302, {"location": "https://127.0.0.1/"})
    outcome = await Poster(Rebinding(), line.transport()).post(MESSAGE)
    assert outcome == Outcome(302, "redirected")
    assert len(line.seen) == 1


@pytest.mark.parametrize("status", [400, 410, 500, 503])
async def test_an_error_answered_is_no_delivery(status: int) -> None:
    assert await Poster(Rebinding(), Line(status).transport()).post(MESSAGE) == Outcome(status, "answered")


async def test_what_goes_wrong_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(_request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    async def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("no such name")

    async def never(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    assert await Poster(Rebinding(), httpx2.MockTransport(cut)).post(MESSAGE) == Outcome(error="unreachable")
    assert await Poster(nowhere).post(MESSAGE) == Outcome(error="unknown_host")
    monkeypatch.setattr(sending, "SECONDS", 0.01)
    assert await Poster(never).post(MESSAGE) == Outcome(error="timed_out")


def test_the_signature_is_the_one_that_standard_webhooks_publishes() -> None:
    """Source: the specification's own example; a receiver with any library of it comes to the same."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = signed_headers(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert shown(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


async def test_a_receiver_checks_id_time_and_body() -> None:
    line = Line()
    await Poster(Rebinding(), line.transport()).post(MESSAGE)
    [request] = line.seen
    sent = {name: request.headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature")}
    signed = f"{sent['id']}.{sent['timestamp']}.".encode() + request.content
    right = base64.b64encode(hmac.new(MESSAGE.secret, signed, hashlib.sha256).digest()).decode()
    assert (sent["id"], sent["signature"]) == (MESSAGE.id, f"v1,{right}")
