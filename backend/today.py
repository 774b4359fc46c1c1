"""« Aujourd’hui »: what every slice asks of a reader, and what they answered."""

from datetime import UTC, datetime, timedelta

from backend import circles, commitments, digests, forum, immersions, knowledge, pulse, recognition, reports
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.today import Ask, Told

MOST = 20
SOON = timedelta(days=7)
"""Where what has no deadline stands: after what presses, before a gathering that is weeks away."""
_NEVER = datetime.max.replace(tzinfo=UTC)


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """What is asked of the actor, at most 20, the nearest deadline first; none counts as one in a week."""
    found = [
        *await circles.asks_for(session, actor),
        *await immersions.asks_for(session, actor),
        *await pulse.asks_for(session, actor),
        *await commitments.asks_for(session, actor),
        *await reports.asks_for(session, actor),
        *await forum.asks_for(session, actor),
        *await knowledge.asks_for(session, actor),
        *await digests.asks_for(session, actor),
    ]
    soon = now() + SOON
    return sorted(found, key=lambda ask: ask.due or soon)[:MOST]


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """What was answered to the actor, newest first, at most 20."""
    found = [
        *await circles.told_to(session, actor),
        *await pulse.told_to(session, actor),
        *await reports.told_to(session, actor),
        *await forum.told_to(session, actor),
        *await recognition.told_to(session, actor),
        *await digests.told_to(session, actor),
    ]
    return sorted(found, key=lambda told: told.at or _NEVER, reverse=True)[:MOST]
