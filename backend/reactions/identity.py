"""What identity does when asked: nights of forgetting."""

from collections.abc import Mapping
from typing import Any

from backend import identity
from backend.core.db import Session
from backend.reactions.reaction import Reaction


async def forget_old_keys(session: Session, facts: Mapping[str, Any]) -> None:
    await identity.forget_old_keys(session)


async def forget_ended_sessions(session: Session, facts: Mapping[str, Any]) -> None:
    await identity.forget_ended_sessions(session)


JOBS = {
    "identity.forget_ended_sessions": Reaction(forget_ended_sessions),
    "identity.forget_old_keys": Reaction(forget_old_keys),
}
