"""A message built once a language, and copied for each recipient as bytes with their own parts spliced in.

Building with `email.message` costs thirty times more. A test parses what comes out and compares.
"""

import re
from base64 import encodebytes
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.quoprimime import body_encode
from functools import cached_property
from secrets import token_hex

from backend.core.mail import folded

TOKEN = "XUNSUBSCRIBEX"
"""Where the bodies hold the recipient's own token, which is plain letters, digits, `-`, `_` and `.`."""

_ADDRESS = re.compile(r"[!#-'*+/-9=?A-Z^-~.-]{1,64}@[A-Za-z0-9.-]{1,190}", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
_LINE = re.compile(r"[ -~]+", re.ASCII)


class NotAnAddress(ValueError):
    """An address that cannot stand in a header: nothing is sent to it."""


@dataclass(frozen=True)
class Frame:
    """What every copy of a message shares: headers without a recipient, bodies, pictures by content id.

    `unsubscribe` is the address of the one-click unsubscription, without its token.
    """

    sender: str
    subject: str
    text: str
    html: str
    unsubscribe: str
    pictures: Mapping[str, bytes]

    @property
    def weight(self) -> int:
        """Bytes of a copy, but for the few lines that are its recipient's own."""
        return sum(len(piece) for piece in self._pieces)

    def copy(self, *, to: str, message_id: str, date: str, token: str) -> bytes:
        """The message for one recipient. Errors: NotAnAddress; ValueError for what is not one line."""
        if not _ADDRESS.fullmatch(to):
            raise NotAnAddress
        if not (_LINE.fullmatch(message_id) and _LINE.fullmatch(date) and _PLAIN.fullmatch(token)):
            raise ValueError("a header holds one line")
        link = f"{self.unsubscribe}{token}"
        own = (
            f"To: {to}\r\nMessage-ID: {message_id}\r\nDate: {date}\r\n"
            f"List-Unsubscribe: <{link}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        )
        return own.encode("ascii") + token.encode("ascii").join(self._pieces)

    @cached_property
    def _pieces(self) -> tuple[bytes, ...]:
        """The shared bytes, cut where the recipient's token goes."""
        headers = EmailMessage(policy=SMTP)
        headers.set_raw("Subject", folded(self.subject))
        headers["From"] = self.sender
        headers["Auto-Submitted"] = "auto-generated"
        headers["Precedence"] = "bulk"
        headers["MIME-Version"] = "1.0"
        outer, inner = (f"=_{token_hex(12)}" for _ in range(2))
        shared = headers.as_bytes().rstrip(b"\r\n") + b"\r\n"
        lines = [
            f'Content-Type: multipart/alternative; boundary="{outer}"\r\n\r\n--{outer}\r\n',
            _part("plain", self.text),
            f'\r\n--{outer}\r\nContent-Type: multipart/related; boundary="{inner}"; type="text/html"\r\n\r\n',
            f"--{inner}\r\n",
            _part("html", self.html),
            *(f"\r\n--{inner}\r\n{_picture(name, png)}" for name, png in self.pictures.items()),
            f"\r\n--{inner}--\r\n\r\n--{outer}--\r\n",
        ]
        return tuple((shared + "".join(lines).encode("ascii")).split(TOKEN.encode()))


def _part(kind: str, text: str) -> str:
    """A part in quoted-printable, its tokens on lines of their own so that no soft break cuts them."""
    pieces = text.replace("\r\n", "\n").encode().decode("latin-1").split(TOKEN)
    body = f"=\r\n{TOKEN}=\r\n".join(body_encode(one, maxlinelen=75, eol="\r\n") for one in pieces)
    encoding = "Content-Transfer-Encoding: quoted-printable"
    return f'Content-Type: text/{kind}; charset="utf-8"\r\n{encoding}\r\n\r\n{body}'


def _picture(name: str, png: bytes) -> str:
    body = encodebytes(png).decode("ascii").replace("\n", "\r\n")
    return (
        f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <{name}>\r\n"
        f"Content-Disposition: inline\r\n\r\n{body}"
    )
