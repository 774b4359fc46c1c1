"""Commitments of the past, which the demo tells as they would have become."""

from datetime import date, datetime

from backend.commitments.models import Commitment, Fate
from backend.core.db import Session


async def set_back(
    session: Session,
    commitment: Commitment,
    *,
    made_at: datetime,
    due_on: date,
    fate: Fate = Fate.OPEN,
    closed_at: datetime | None = None,
    reason: str = "",
) -> None:
    """Date a commitment and what became of it at these instants."""
    commitment.made_at = made_at
    commitment.due_on = commitment.first_due_on = due_on
    commitment.fate, commitment.closed_at, commitment.reason = fate, closed_at, reason
    session.add(commitment)
    await session.flush()
