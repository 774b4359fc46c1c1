"""Mail: three templates make a message, one connection sends it under an identifier of our choosing."""

import re
from dataclasses import dataclass, field
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import aiosmtplib
from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from backend.core import i18n
from backend.core.clock import now
from backend.core.i18n import Catalogues

_INLINER = CSSInliner(load_remote_stylesheets=False)


ENHANCED = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")


class MailRefused(Exception):
    """The mail server refused this message for good; trying again would not help.

    `status` is what it answered, in numbers alone ("550 5.1.1"): its words may quote the address.
    """

    def __init__(self, refusal: aiosmtplib.SMTPResponseException) -> None:
        enhanced = ENHANCED.search(refusal.message)
        self.status = f"{refusal.code} {enhanced[0]}" if enhanced else str(refusal.code)
        super().__init__(self.status)


@dataclass(frozen=True)
class Mail:
    """A worded message, before it has a recipient. `headers` adds to the usual ones."""

    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


def folded(subject: str) -> str:
    """A subject as a header holds it. The folding of `EmailMessage` loses spaces beside encoded letters."""
    return Header(" ".join(subject.split()), header_name="Subject").encode()


def line_to(smtp_url: str, *, seconds: float) -> aiosmtplib.SMTP:
    """A connection to a mail server, not opened yet, that waits so long for each of its answers.

    A password goes through TLS alone, to whom its certificate names, but on this very machine.
    """
    server = urlsplit(smtp_url)
    at_once = server.scheme == "smtps"
    must_start = bool(server.username) and not at_once and not _is_here(server.hostname or "")
    return aiosmtplib.SMTP(
        hostname=server.hostname,
        port=server.port or (465 if at_once else 25),
        username=unquote(server.username) if server.username else None,
        password=unquote(server.password) if server.password else None,
        use_tls=at_once,
        # None is TLS where the server offers it.
        start_tls=True if must_start else None,
        timeout=seconds,
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Mailer:
    """Words messages from `emails/<name>/` and sends them over SMTP."""

    def __init__(self, catalogues: Catalogues, templates: Path, *, smtp_url: str, sender: str, base_url: str):
        self.catalogues = catalogues
        self.sender = sender
        self.base_url = base_url.rstrip("/")
        self.smtp_url = smtp_url
        self._by_readers: dict[tuple[str, str], Environment] = {}
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )

    @property
    def is_set(self) -> bool:
        """Whether there is a mail server to send through."""
        return bool(urlsplit(self.smtp_url).hostname)

    def word(self, name: str, *, locale: str, time_zone: str, **context: Any) -> Mail:
        """The message `emails/<name>/` in a reader's language and time zone."""
        environment = self._for_readers(locale, time_zone)
        given = {"base_url": self.base_url, "locale": locale, **context}
        subject, text, html = (
            environment.get_template(f"{name}/{part}").render(given)
            for part in ("subject.txt", "body.txt", "body.html")
        )
        return Mail(" ".join(subject.split()), text.strip() + "\n", _INLINER.inline(html))

    def _for_readers(self, locale: str, time_zone: str) -> Environment:
        """The templates of one language and time zone; kept, for they are compiled once in each."""
        kept = self._by_readers.get((locale, time_zone))
        if kept is not None:
            return kept
        translations = self.catalogues.translations(locale)
        # The extension adds this method at run time, where the type checker cannot see it.
        cast(Any, self._environment).install_gettext_translations(translations, newstyle=True)
        environment = self._environment.overlay()
        # An overlay shares these with all others; the words are those just installed.
        environment.globals = dict(environment.globals)
        environment.filters = dict(environment.filters)
        zone = ZoneInfo(time_zone)
        environment.filters["day"] = lambda at: i18n.format_day(at, locale, zone, now=now())
        environment.filters["datetime"] = lambda at: i18n.format_datetime(at, locale, zone)
        environment.filters["month"] = lambda day: i18n.format_month(day, locale)
        environment.filters["time"] = lambda at: i18n.format_time(at, locale, zone)
        self._by_readers[locale, time_zone] = environment
        return environment

    async def send(self, mail: Mail, to: str, message_id: str, calendar: bytes | None = None) -> None:
        """Hand the message to the mail server.

        Errors: MailRefused, when this message or its recipient is refused for good. Anything else may pass
        later, a password or a sender refused among them: those are mended by an administrator.
        """
        message = EmailMessage()
        message.set_raw("Subject", folded(mail.subject))
        message["From"] = self.sender
        message["To"] = Address(addr_spec=to)
        message["Date"] = format_datetime(now())
        message["Message-ID"] = message_id
        message["Auto-Submitted"] = "auto-generated"
        for name, value in mail.headers.items():
            message[name] = value
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        if calendar is not None:
            message.add_attachment(calendar, "text", "calendar", filename="diapason.ics")
        try:
            async with self.line() as line:
                await line.send_message(message)
        except aiosmtplib.SMTPDataError as error:
            if 500 <= error.code < 600:
                raise MailRefused(error) from error
            raise
        except aiosmtplib.SMTPRecipientsRefused as error:
            if all(500 <= refused.code < 600 for refused in error.recipients):
                raise MailRefused(error.recipients[0]) from error
            raise

    def line(self) -> aiosmtplib.SMTP:
        """A connection to the mail server, opened by whoever uses it and kept for as many messages."""
        return line_to(self.smtp_url, seconds=20)

    def message_id(self, delivery_id: object) -> str:
        """The identifier of a delivery's message, the same at every try."""
        host = urlsplit(self.base_url).hostname or "diapason.invalid"
        return f"<{delivery_id}@{host}>"
