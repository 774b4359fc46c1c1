"""What was answered and delivered to a person lately, of what they sent, voted for or follow."""

from datetime import timedelta

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.core.today import Told
from backend.identity import PEOPLE, display_name
from backend.reports.models import FOLLOWERS, REPORTS, RESPONSES, Status

MOST = 10
LATELY = timedelta(days=60)


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """Official responses, refusals and deliveries of what one sent, voted for or follows."""
    at = sa.func.coalesce(REPORTS.c.kept_at, REPORTS.c.delivered_at, REPORTS.c.answered_at)
    lately = (
        sa.select(REPORTS.c.id, at.label("at"))
        .join(FOLLOWERS, FOLLOWERS.c.report_id == REPORTS.c.id)
        .where(FOLLOWERS.c.person_id == actor.person_id, at > now() - LATELY)
        .order_by(at.desc(), REPORTS.c.number)
        .limit(MOST)
        .subquery()
    )
    later = alias_of(RESPONSES, "later")
    last = (
        sa.select(later.c.id)
        .where(later.c.report_id == lately.c.id)
        .order_by(later.c.said_at.desc(), later.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = await session.execute(
        sa.select(
            REPORTS.c.number,
            REPORTS.c.title,
            REPORTS.c.status,
            REPORTS.c.kept_at,
            REPORTS.c.delivered_at,
            REPORTS.c.evidence,
            RESPONSES.c.doing,
            RESPONSES.c.not_doing,
            RESPONSES.c.said_at,
            display_name(PEOPLE).label("by"),
        )
        .select_from(lately)
        .join(REPORTS, REPORTS.c.id == lately.c.id)
        .join(RESPONSES, RESPONSES.c.id == last)
        .outerjoin(PEOPLE, PEOPLE.c.id == RESPONSES.c.said_by_id)
        .order_by(lately.c.at.desc(), REPORTS.c.number)
    )
    return [_told(row) for row in rows]


def _told(row: sa.Row[tuple[object, ...]]) -> Told:
    params = {"title": row.title, "number": row.number}
    href = f"/reports/{row.number}"
    if row.delivered_at is not None:
        code, state = ("report.kept", "tenu") if row.kept_at else ("report.delivered", "repondu")
        at = row.kept_at or row.delivered_at
        return Told(code, params, href, state, row.evidence, row.by or "", at)
    declined = row.status == Status.DECLINED
    code, says = "report.declined" if declined else "report.answered", row.doing or row.not_doing
    return Told(code, params, href, "repondu", says, row.by or "", row.said_at, declined)
