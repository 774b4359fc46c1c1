"""How long letters are kept once they are sent or refused."""

from datetime import datetime

import sqlalchemy as sa

from backend.core.db import Session
from backend.notifications.models import DELIVERIES, DeliveryStatus


async def forget_old_letters(session: Session, before: datetime) -> int:
    """Drop the letters made before an instant (aware) that wait for nothing; returns how many."""
    dropped = await session.execute(
        sa.delete(DELIVERIES).where(
            DELIVERIES.c.created_at < before, DELIVERIES.c.status != DeliveryStatus.PENDING
        )
    )
    return int(dropped.rowcount)
