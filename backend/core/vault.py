"""Keys derived from the house's secret, each for one use, and values sealed under them."""

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


def seal(key: bytes, value: bytes, about: bytes = b"") -> bytes:
    """`value` encrypted and authenticated (AES-256-GCM), tied to what it is `about`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value, about)


def unseal(key: bytes, sealed: bytes, about: bytes = b"") -> bytes:
    """What `seal` was given. Errors: NotSealedHere."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
    except (InvalidTag, ValueError) as error:
        raise NotSealedHere from error


class Vault:
    """Wraps what rows keep secret, under a key that is in no database."""

    def __init__(self, secret: str) -> None:
        self._key = derived(secret.encode(), "vault")

    def wrap(self, value: bytes, about: bytes) -> bytes:
        return seal(self._key, value, about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """What was wrapped. Errors: NotSealedHere, also once the house's secret has changed."""
        return unseal(self._key, wrapped, about)
