"""What Inès and Karim were told lately: how their own reports moved on, the oldest of it read."""

from uuid import UUID

from backend import notifications, reports
from backend.core.db import Session
from backend.core.listing import Page
from backend.notifications import KINDS, Notice, NotificationKind
from backend.reports import ReportFilter
from seeds.circles import People
from seeds.people import Seats, acting

TOLD = ("ines", "karim")


async def bring_notifications_in(session: Session, people: People, seats: Seats) -> None:
    """Tell each of where their reports stand, without a mail; all but the last two are read."""
    for key in TOLD:
        await _told(session, people[seats.of(key)])


async def _told(session: Session, person_id: UUID) -> None:
    actor = await acting(session, person_id)
    mine = await reports.visible_reports(session, actor, Page(10), ReportFilter(mine=True))
    for row in reversed(mine.items):
        code = f"report.{row.status}"
        if code in KINDS[NotificationKind.REPORT].says:
            params = {"number": row.number, "title": row.title}
            notice = Notice(
                NotificationKind.REPORT, code, f"{code}:{row.id}", f"/reports/{row.number}", params
            )
            await notifications.tell(session, [person_id], notice)
    inbox = await notifications.visible_notifications(session, actor, Page(50))
    await notifications.mark_read(session, actor, [row.id for row in inbox.items[2:]])
