"""What commitments ask of whoever made them: to keep them, or to say what became of them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.commitments.rows import owed_by
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.local_time import today_in
from backend.core.today import Ask

SOON = timedelta(days=7)
MOST = 5


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """The actor's promises that fall due within a week, or whose day has passed; one statement."""
    today, zone = today_in(actor.time_zone), ZoneInfo(actor.time_zone)
    return [
        Ask(
            code="commitment.overdue" if row.is_overdue(today) else "commitment.due",
            params={"what": row.what},
            href=f"/commitments/mine#commitment-{row.id}",
            minutes=1,
            due=datetime.combine(row.due_on, time(23, 59), zone),
            icon="flag",
            tone="petrol",
        )
        for row in await owed_by(session, actor.person_id, MOST)
        if row.due_on - today <= SOON
    ]
