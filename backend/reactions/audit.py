"""What the audit does at night: seal the day, forget what is old."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from backend import audit
from backend.core.clock import now
from backend.core.db import Session
from backend.jobs import Outside
from backend.reactions.reaction import Reaction, settings_of


async def seal_days(session: Session, facts: Mapping[str, Any]) -> Outside:
    return await audit.seal_days(session)


async def forget_old_events(session: Session, facts: Mapping[str, Any]) -> None:
    await audit.forget_old_events(session, now() - timedelta(days=settings_of(session).audit_days))


JOBS = {
    "audit.forget_old_events": Reaction(forget_old_events),
    "audit.seal_days": Reaction(seal_days),
}
