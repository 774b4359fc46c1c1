"""What the digest asks of those who make it, and what it answers to everybody."""

from datetime import timedelta

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.today import Ask, Told
from backend.digests.content import said_in
from backend.digests.models import ISSUES, State
from backend.digests.policy import held_over, visible_to
from backend.identity import Permission

NEW = timedelta(days=10)
"""How long an issue is news."""
MOST = 10
MINUTES = {"digest.write": 15, "digest.sign": 10, "digest.send": 2}


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """Drafts for the editor, reviews for the sponsor and the delegate, signed issues for the publisher."""
    mine = {
        "digest.write": sa.and_(ISSUES.c.status == State.DRAFT, held_over(actor, Permission.DIGESTS_WRITE)),
        "digest.sign": sa.and_(
            ISSUES.c.status == State.IN_REVIEW,
            sa.or_(held_over(actor, Permission.DIGESTS_SIGN), ISSUES.c.delegate_id == actor.person_id),
        ),
        "digest.send": sa.and_(
            ISSUES.c.status.in_([State.SIGNED, State.PAUSED]), held_over(actor, Permission.DIGESTS_SEND)
        ),
    }
    rows = await session.execute(
        sa.select(ISSUES.c.number, sa.case(*((on, code) for code, on in mine.items())))
        .where(sa.or_(*mine.values()))
        .order_by(ISSUES.c.number)
        .limit(MOST)
    )
    return [
        Ask(
            code=code,
            params={"number": number},
            href=f"/digests/{number}/edit",
            minutes=MINUTES[code],
            icon="newspaper",
        )
        for number, code in rows
    ]


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """The issue that came out lately for the actor's part of the company."""
    rows = await session.execute(
        sa.select(ISSUES.c.number, ISSUES.c.headline, ISSUES.c.finished_at)
        .where(
            ISSUES.c.status == State.SENT,
            ISSUES.c.finished_at > now() - NEW,
            visible_to(actor),
        )
        .order_by(ISSUES.c.finished_at.desc())
        .limit(2)
    )
    return [
        Told(
            code="digest.sent",
            params={"number": row.number},
            href=f"/digests/{row.number}",
            says=said_in(row.headline, actor.locale),
            at=row.finished_at,
        )
        for row in rows
    ]
