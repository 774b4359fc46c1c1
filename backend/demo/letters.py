"""The mail the demo has sent: received over SMTP, kept in memory, the last thousand only."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from functools import cached_property

from aiosmtpd.smtp import SMTP, Envelope, Session

KEPT = 1000
LETTER_BYTES = 5_000_000
# What a browser may be told an attachment is; anything else is only bytes to save.
SAFE_TYPES = {
    "text/calendar",
    "text/csv",
    "text/plain",
    "application/pdf",
    "image/png",
    "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """One received message. `sender` and `recipients` are the envelope's, which decide who really got it."""

    number: int
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, _class=EmailMessage, policy=policy.default)

    def header(self, name: str) -> str:
        return str(self.message.get(name, ""))

    @property
    def subject(self) -> str:
        return self.header("subject")

    @cached_property
    def text(self) -> str:
        return _words(self.message.get_body(("plain",)))

    @cached_property
    def html(self) -> str:
        return _words(self.message.get_body(("html",)))

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        """Every part that is neither the text nor the HTML body, calendars included."""
        bodies = [self.message.get_body((kind,)) for kind in ("plain", "html")]
        parts = [part for part in self.message.walk() if not part.is_multipart() and part not in bodies]
        return tuple(_attachment(part, place) for place, part in enumerate(parts, start=1))


class Letters:
    """The kept letters, newest first. Also the handler aiosmtpd gives each message to."""

    def __init__(self, kept: int = KEPT) -> None:
        self._letters: deque[Letter] = deque(maxlen=kept)
        self._received = 0

    def receive(self, sender: str, recipients: tuple[str, ...], content: bytes) -> Letter:
        self._received += 1
        letter = Letter(self._received, datetime.now(UTC), sender, recipients, content)
        self._letters.appendleft(letter)
        return letter

    def to(self, words: str) -> list[Letter]:
        """The letters one of whose recipients holds `words`; all of them when it is empty."""
        wanted = words.strip().casefold()
        return [
            letter for letter in self._letters if any(wanted in one.casefold() for one in letter.recipients)
        ]

    def get(self, number: int) -> Letter | None:
        return next((letter for letter in self._letters if letter.number == number), None)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        letter = self.receive(envelope.mail_from or "", tuple(envelope.rcpt_tos), content)
        return f"250 Kept as letter {letter.number}"


async def receive_mail(letters: Letters, host: str, port: int) -> asyncio.Server:
    """An SMTP server on the running loop; port 0 takes a free one."""

    def connection() -> SMTP:
        return SMTP(
            letters,
            data_size_limit=LETTER_BYTES,
            enable_SMTPUTF8=True,
            ident="Diapason demo mailbox",
        )

    return await asyncio.get_running_loop().create_server(connection, host, port)


def _words(part: MIMEPart | None) -> str:
    """The text of a part, readable even when it lies about its encoding."""
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:
        return content.decode("latin-1")


def _attachment(part: MIMEPart, place: int) -> Attachment:
    content_type = part.get_content_type()
    payload = part.get_payload(decode=True)
    return Attachment(
        filename=part.get_filename() or f"{place}.{'ics' if content_type == 'text/calendar' else 'bin'}",
        content_type=content_type if content_type in SAFE_TYPES else "application/octet-stream",
        content=payload if isinstance(payload, bytes) else b"",
    )
