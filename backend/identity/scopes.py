"""Scopes of application tokens: they narrow what the person behind the token may do."""

from backend.core.actor import Actor
from backend.identity.errors import ScopeMissing

SLICES = (
    "identity",
    "notifications",
    "circles",
    "journeys",
    "commitments",
    "immersions",
    "pulse",
    "reports",
    "digests",
    "forum",
    "knowledge",
    "recognition",
    "signals",
    "webhooks",
    "audit",
)
SCOPES = frozenset(
    {"read", "write"} | {f"{name}:{access}" for name in SLICES for access in ("read", "write")}
)


def require_scope(actor: Actor, slice_name: str, access: str) -> None:
    """Let pass an actor whose token covers `slice_name` for `access`; writing covers reading.

    Errors: ScopeMissing(scope).
    """
    if not covers(actor, slice_name, access):
        raise ScopeMissing(scope=f"{slice_name}:{access}")


def covers(actor: Actor, slice_name: str, access: str) -> bool:
    """Whether an actor comes without a token, or by one that covers `slice_name` for `access`."""
    enough = {access, "write", f"{slice_name}:{access}", f"{slice_name}:write"}
    return actor.scopes is None or not actor.scopes.isdisjoint(enough)
