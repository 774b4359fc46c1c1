"""What people are told about their commitments: that one falls due, that its day has passed."""

from uuid import UUID

from backend import commitments, jobs
from backend.core.db import Session
from backend.core.local_time import company_today
from backend.notifications.models import NotificationKind
from backend.notifications.telling import Facts, Notice, tell

KINDS_BY_SOURCE = {"report": NotificationKind.REPORT}
"""What a commitment was made about, where it is not the results of a pulse."""


async def remind_of_commitments(session: Session, facts: Facts) -> None:
    """Promise a word to whoever made each commitment that falls due, or whose day has just passed."""
    today = company_today(session)
    due = await commitments.falling_due(session, today)
    await jobs.enqueue_many(
        session, [("notifications.commitment_due", {"commitment_id": str(one)}) for one in due]
    )


async def commitment_due(session: Session, facts: Facts) -> None:
    """Tell its owner, once before the day and once after it."""
    wanted = UUID(facts["commitment_id"])
    row = (await commitments.commitments_by_ids(session, [wanted])).get(wanted)
    if row is None or row.owner_id is None or row.fate is not commitments.Fate.OPEN:
        return
    today = company_today(session)
    code = "commitment.overdue" if row.is_overdue(today) else "commitment.due"
    notice = Notice(
        KINDS_BY_SOURCE.get(row.source_kind, NotificationKind.PULSE),
        code,
        f"{code}:{row.id}:{row.due_on.isoformat()}",
        f"/commitments/mine#commitment-{row.id}",
        {"what": row.what},
    )
    await tell(session, [row.owner_id], notice)
