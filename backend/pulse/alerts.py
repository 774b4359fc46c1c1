"""Alerts: a comment that speaks of danger is read by a trained person, in place of whoever leads the unit.

The rules of comments hold for them as well: nothing of a company where too few answered, and no unit that
is withheld from the reader.
"""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.local_time import company_today
from backend.identity import Permission
from backend.pulse import errors
from backend.pulse.alert_rows import alert_heard_by
from backend.pulse.inputs import AlertInput
from backend.pulse.models import COMMENT_ALERTS, AlertState


def require_hearing(actor: Actor) -> None:
    """Whoever hears none has no alerts, nor has a token that somebody else made. Errors: NotFound."""
    if actor.by_another or not actor.may_somewhere(Permission.ALERTS_HEAR):
        raise NotFound


async def settle_alert(session: Session, actor: Actor, comment_id: UUID, given: AlertInput) -> None:
    """Say that an alert is cared for, or hand it on to those who lead its unit, for good.

    Errors: NotFound, AlertHandedOn.
    """
    if await alert_heard_by(session, actor, comment_id) is None:
        raise NotFound
    settled = await session.execute(
        sa.update(COMMENT_ALERTS)
        .where(COMMENT_ALERTS.c.comment_id == comment_id, COMMENT_ALERTS.c.state != AlertState.HANDED_ON)
        .values(state=given.state, settled_on=company_today(session))
    )
    if not settled.rowcount:
        raise errors.AlertHandedOn
    await events.record(session, actor, "alert.settled", "alert", comment_id, state=given.state)
