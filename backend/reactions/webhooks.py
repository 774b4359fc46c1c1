"""What is sent to tools that asked for it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from backend import webhooks
from backend.core.clock import now
from backend.core.db import Session
from backend.reactions.reaction import Reaction, settings_of


async def forget_old_deliveries(session: Session, facts: Mapping[str, Any]) -> None:
    before = now() - timedelta(days=settings_of(session).letter_days)
    await webhooks.forget_old_deliveries(session, before)


JOBS = {
    "webhooks.forget_old_deliveries": Reaction(forget_old_deliveries),
    "webhooks.note": Reaction(webhooks.note_event, after=webhooks.TOLD),
    webhooks.SEND: Reaction(webhooks.send),
}
