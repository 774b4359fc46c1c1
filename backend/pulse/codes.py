"""The code with which the author of a comment comes back to its conversation: theirs alone, stored hashed."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread."""
BITS = 140
GROUP = 4


def new_code() -> str:
    """A new code of 140 random bits, to be copied: seven groups of four, `7Q4X-N0BT-…`."""
    number = secrets.randbits(BITS)
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(0, BITS, 5))
    return "-".join(letters[i : i + GROUP] for i in range(0, len(letters), GROUP))


def code_hash(code: str) -> str:
    """SHA-256 (hex) of the code as its author types it again: case, spaces and hyphens do not matter."""
    plain = code.upper().translate(str.maketrans("ILO", "110"))
    return hashlib.sha256("".join(c for c in plain if c in ALPHABET).encode()).hexdigest()


def is_code(code: str) -> bool:
    """Whether the text has the shape of a code."""
    plain = code.upper().translate(str.maketrans("ILO", "110", "- \u00a0"))
    return len(plain) == BITS // 5 and all(c in ALPHABET for c in plain)
