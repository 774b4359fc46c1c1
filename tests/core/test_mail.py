"""The password of the mail server: through TLS, to whom it is for, or not at all."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from backend.core.i18n import Catalogues
from backend.core.mail import Mail, Mailer
from backend.services import UI
from tests.certificates import made_out_to
from tests.mail_sink import Sink, mail_sink

ELSEWHERE = "0.0.0.0"
"""This machine too, under an address that does not say so."""


class Doorman:
    """Lets everybody in, and notes who showed a password, and whether through TLS."""

    def __init__(self) -> None:
        self.shown: list[bool] = []

    def __call__(self, server: SMTP, *_args: Any) -> AuthResult:
        self.shown.append(server._tls_protocol is not None)
        return AuthResult(success=True)


async def send(sink: Sink, host: str) -> None:
    url = sink.url.replace("127.0.0.1", f"diapason:hush@{host}")
    mailer = Mailer(
        Catalogues.load(UI / "locale"),
        UI / "emails",
        smtp_url=url,
        sender="diapason@telenova.example",
        base_url="https://diapason.telenova.example",
    )
    await mailer.send(
        Mail("Bonjour", "Bonjour", "<p>Bonjour"), "ines@telenova.example", "<1@telenova.example>"
    )


@asynccontextmanager
async def guarded(certificate: Path | None = None) -> AsyncIterator[tuple[Sink, Doorman]]:
    """A server that asks for a password even in the clear; with a certificate, it offers STARTTLS."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    doorman = Doorman()
    async with mail_sink(authenticator=doorman, auth_require_tls=False, tls_context=context) as sink:
        yield sink, doorman


async def test_a_password_is_not_said_in_the_clear_to_another_machine() -> None:
    async with guarded() as (sink, doorman):
        with pytest.raises(aiosmtplib.SMTPException, match="STARTTLS"):
            await send(sink, ELSEWHERE)
        assert (doorman.shown, sink.letters) == ([], [])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_this_machine_is_trusted_without_tls(host: str) -> None:
    async with guarded() as (sink, doorman):
        await send(sink, host)
        assert (doorman.shown, len(sink.letters)) == ([False], 1)


async def test_a_password_goes_through_tls_to_whom_the_certificate_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = made_out_to(ELSEWHERE, tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with guarded(certificate) as (sink, doorman):
        await send(sink, ELSEWHERE)
        assert (doorman.shown, len(sink.letters)) == ([True], 1)


async def test_a_certificate_that_nobody_vouches_for_gets_no_password(tmp_path: Path) -> None:
    async with guarded(made_out_to(ELSEWHERE, tmp_path)) as (sink, doorman):
        with pytest.raises((aiosmtplib.SMTPException, ssl.SSLError)):
            await send(sink, ELSEWHERE)
        assert (doorman.shown, sink.letters) == ([], [])
