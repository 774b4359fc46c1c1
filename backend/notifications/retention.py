"""How long letters and notifications are kept."""

from datetime import datetime

import sqlalchemy as sa

from backend.core.db import Session
from backend.notifications.models import DELIVERIES, NOTIFICATIONS, READERS, DeliveryStatus


async def forget_old_letters(session: Session, before: datetime) -> int:
    """Drop the letters made before an instant (aware) that wait for nothing; returns how many."""
    dropped = await session.execute(
        sa.delete(DELIVERIES).where(
            DELIVERIES.c.created_at < before, DELIVERIES.c.status != DeliveryStatus.PENDING
        )
    )
    return int(dropped.rowcount)


async def forget_old_notifications(session: Session, before: datetime) -> int:
    """Drop what people were told before an instant (aware); what they had not read is unread no more."""
    old = sa.and_(NOTIFICATIONS.c.created_at < before, NOTIFICATIONS.c.waits_for == "")
    unread = (
        sa.select(sa.func.count())
        .where(old, NOTIFICATIONS.c.person_id == READERS.c.person_id, NOTIFICATIONS.c.in_inbox)
        .where(~NOTIFICATIONS.c.is_read)
        .scalar_subquery()
    )
    forgetful = sa.select(NOTIFICATIONS.c.person_id).where(
        old, NOTIFICATIONS.c.in_inbox, ~NOTIFICATIONS.c.is_read
    )
    await session.execute(
        sa.update(READERS).where(READERS.c.person_id.in_(forgetful)).values(unread=READERS.c.unread - unread)
    )
    dropped = await session.execute(sa.delete(NOTIFICATIONS).where(old))
    return int(dropped.rowcount)
