"""Keys derived from the house's secret, each for one use, and values sealed under them."""

import contextlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


class NotSealedHere(Exception):
    """The value was not sealed under this key for this purpose, or was changed since."""


def derived(secret: bytes, use: str) -> bytes:
    """A 256-bit key for one `use` (HKDF-SHA256, RFC 5869): knowing it tells nothing of the others."""
    return HKDF(SHA256(), length=32, salt=None, info=f"diapason {use}".encode()).derive(secret)


def seal(key: bytes | AESGCM, value: bytes, about: bytes = b"") -> bytes:
    """`value` encrypted and authenticated (AES-256-GCM), tied to what it is `about`.

    Who seals thousands of values under one key makes its cipher once.
    """
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, value, about)


def unseal(key: bytes | AESGCM, sealed: bytes, about: bytes = b"") -> bytes:
    """What `seal` was given. Errors: NotSealedHere."""
    try:
        return _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
    except (InvalidTag, ValueError) as error:
        raise NotSealedHere from error


def _cipher(key: bytes | AESGCM) -> AESGCM:
    return AESGCM(key) if isinstance(key, bytes) else key


class Vault:
    """Wraps what is kept secret for one `use`, under a key that is in no database.

    It wraps under the secret in force, and opens what was wrapped under those `before` it too.
    """

    def __init__(self, secret: str, *before: str, use: str = "vault") -> None:
        self._keys = [derived(one.encode(), use) for one in (secret, *before)]

    def wrap(self, value: bytes, about: bytes) -> bytes:
        return seal(self._keys[0], value, about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """What was wrapped. Errors: NotSealedHere, also where the secret of then is known no more."""
        return self._open(wrapped, about)[0]

    def is_current(self, wrapped: bytes, about: bytes) -> bool:
        """Whether it is wrapped under the secret in force. Errors: NotSealedHere, if under none known."""
        return self._open(wrapped, about)[1]

    def _open(self, wrapped: bytes, about: bytes) -> tuple[bytes, bool]:
        """What was wrapped, and whether under the secret in force."""
        for key in self._keys:
            with contextlib.suppress(NotSealedHere):
                return unseal(key, wrapped, about), key is self._keys[0]
        raise NotSealedHere
