"""Refusals of identity, worded under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid


class NotAllowed(Forbidden):
    """The right `permission` is not held here."""


class AlreadyRevoked(Conflict):
    """The application token was revoked before."""


class KeyReused(Invalid):
    """An idempotency key was sent again with another request."""

    field = "idempotency_key"


class NotSignedIn(Forbidden):
    """Nobody is signed in and no token was sent."""


class ScopeMissing(Forbidden):
    """The token lacks the scope `scope`."""
