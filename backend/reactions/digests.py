"""What becomes of the monthly digest: composed, begun, delivered; its makers are told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import digests
from backend.core.db import Session
from backend.notifications import KINDS, NotificationKind
from backend.reactions.reaction import Reaction


async def compose_digests(session: Session, facts: Mapping[str, Any]) -> None:
    await digests.compose_due(session)


async def start_digest(session: Session, facts: Mapping[str, Any]) -> None:
    await digests.start(session, UUID(facts["issue_id"]), datetime.fromisoformat(facts["at"]))


JOBS = {
    "digests.compose": Reaction(compose_digests),
    digests.DELIVER: Reaction(digests.deliver),
    digests.START: Reaction(start_digest),
    digests.TELL: Reaction(digests.tell_makers, after=KINDS[NotificationKind.DIGEST].says),
}
