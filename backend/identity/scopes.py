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
    if actor.scopes is None:
        return
    enough = {access, "write", f"{slice_name}:{access}", f"{slice_name}:write"}
    if actor.scopes.isdisjoint(enough):
        raise ScopeMissing(scope=f"{slice_name}:{access}")
