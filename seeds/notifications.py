"""What Inès and Karim were told lately, the oldest of it read; and a mail that Thomas's mailbox refused."""

from uuid import UUID

from backend import notifications, reports
from backend.core.db import Session
from backend.core.listing import Page
from backend.notifications import KINDS, Notice, NotificationKind, PastRefusal
from backend.reports import ReportFilter
from seeds.circles import People
from seeds.days import Days
from seeds.people import Seats, acting

TOLD = ("ines", "karim")
SUBJECT = "La rencontre de votre cercle change de salle"
TEXT = "Bonjour Thomas, la rencontre de votre cercle se tient dans la grande salle, à la même heure."


async def bring_notifications_in(session: Session, people: People, seats: Seats, days: Days) -> None:
    """Tell each of where their reports stand, without a mail; all but the last two are read."""
    for key in TOLD:
        await _told(session, people[seats.of(key)])
    lost = PastRefusal(NotificationKind.GATHERING, SUBJECT, TEXT, days.before(2, 9, 20), "552 5.2.2")
    await notifications.bring_refusal_in(session, people[seats.of("thomas")], lost)


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
