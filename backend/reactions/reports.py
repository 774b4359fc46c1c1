"""What reports do at night: the uncontested is kept, the very late goes up."""

from collections.abc import Mapping
from typing import Any

from backend import reports
from backend.core.db import Session
from backend.reactions.reaction import Reaction


async def keep_uncontested(session: Session, facts: Mapping[str, Any]) -> None:
    await reports.keep_uncontested(session)


async def escalate_very_late(session: Session, facts: Mapping[str, Any]) -> None:
    await reports.escalate_very_late(session)


JOBS = {
    "reports.escalate_very_late": Reaction(escalate_very_late),
    "reports.keep_uncontested": Reaction(keep_uncontested),
}
