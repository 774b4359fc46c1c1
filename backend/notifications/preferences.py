"""Who wants to be written to about what."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.notifications.models import PREFERENCES, NotificationKind


async def mail_preferences(session: Session, person_id: UUID) -> dict[NotificationKind, bool]:
    """Every kind, and whether the person wants mail about it."""
    rows = await session.execute(
        sa.select(PREFERENCES.c.kind, PREFERENCES.c.by_mail).where(PREFERENCES.c.person_id == person_id)
    )
    chosen = {row.kind: row.by_mail for row in rows}
    return {kind: chosen.get(kind, True) for kind in NotificationKind}


async def choose_mail(session: Session, actor: Actor, wanted: Iterable[NotificationKind]) -> None:
    """Be written to about these kinds and no others."""
    kept = set(wanted)
    await session.execute(sa.delete(PREFERENCES).where(PREFERENCES.c.person_id == actor.person_id))
    await session.execute(
        sa.insert(PREFERENCES),
        [{"person_id": actor.person_id, "kind": kind, "by_mail": kind in kept} for kind in NotificationKind],
    )
    await events.record(
        session, actor, "preferences.changed", "person", actor.person_id, mail=sorted(k.value for k in kept)
    )
