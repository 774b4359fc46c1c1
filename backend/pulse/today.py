"""What pulse asks of a reader: two minutes, until the wave closes."""

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Page
from backend.core.today import Ask
from backend.pulse.wave_rows import my_invitations

MOST = 5


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """The open waves that asked the actor and that they have not answered; at most two statements."""
    found = await my_invitations(session, actor, Page(MOST))
    return [
        Ask(
            code="pulse",
            params={
                "survey": row.title[actor.locale if actor.locale in row.title else "fr"],
                "count": row.question_count,
            },
            href=f"/pulse/{row.id}",
            minutes=row.minutes,
            due=row.closes_at,
            icon="activity",
        )
        for row in found.items
        if not row.has_answered
    ]
