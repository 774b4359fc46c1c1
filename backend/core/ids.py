"""Time-ordered identifiers: neighbours in time are neighbours in every index."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562)."""
    return uuid7()


__all__ = ["UUID", "new_id"]
