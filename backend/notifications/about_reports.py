"""What people are told about reports: every change, to all who follow. An anonymous author is nobody here."""

from uuid import UUID

from backend import jobs, reports
from backend.core.db import Session
from backend.notifications.models import NotificationKind
from backend.notifications.telling import AT_ONCE, Facts, Notice, tell


async def changed(session: Session, facts: Facts) -> None:
    """Tell the next followers of a report what happened to it, except whoever did it; then those after."""
    report = await reports.followed_report(session, UUID(facts["subject_id"]))
    if report is None:
        return
    after = UUID(facts["after"]) if "after" in facts else None
    people = await reports.followers_of(session, report.id, after, AT_ONCE)
    notice = Notice(
        NotificationKind.REPORT,
        facts["event"],
        facts["event_id"],
        f"/reports/{report.number}",
        {"number": report.number, "title": report.title},
    )
    await tell(session, [one for one in people if str(one) != facts["actor_id"]], notice)
    if len(people) == AT_ONCE:
        await jobs.enqueue(session, "notifications.report_changed", {**facts, "after": str(people[-1])})
