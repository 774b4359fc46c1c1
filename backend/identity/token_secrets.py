"""The secret that a token is: `diap_`, 43 random characters, then 6 of checksum.

Secret scanners recognise it, and leave look-alikes in peace.
"""

import secrets
import string
import zlib

PREFIX = "diap_"
_ALPHABET = string.digits + string.ascii_letters
_RANDOM, _CHECKSUM = 43, 6


def new_secret() -> str:
    """A secret that nobody has; it is shown once, and only its SHA-256 is kept."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return f"{PREFIX}{body}{_checksum(body)}"


def is_token(text: str) -> bool:
    """Whether `text` is shaped as a token of ours, its checksum included."""
    body = text.removeprefix(PREFIX)
    if body == text or len(body) != _RANDOM + _CHECKSUM:
        return False
    return secrets.compare_digest(_checksum(body[:_RANDOM]).encode(), body[_RANDOM:].encode())


def _checksum(body: str) -> str:
    left, digits = zlib.crc32(body.encode()), ""
    for _ in range(_CHECKSUM):
        left, digit = divmod(left, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits
