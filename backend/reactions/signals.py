"""What signals do: count what is said of a step, from a site, about a product, and look for what rises."""

from collections.abc import Mapping
from typing import Any

from backend import signals
from backend.core.db import Session
from backend.reactions.reaction import Reaction


async def count_said_soon(session: Session, facts: Mapping[str, Any]) -> None:
    await signals.count_soon(session)


async def count_said(session: Session, facts: Mapping[str, Any]) -> None:
    """Yesterday too, for what was said just before midnight."""
    await signals.count(session, 2)


async def look_for_rises(session: Session, facts: Mapping[str, Any]) -> None:
    await signals.look(session)


COUNTED = ("irritant.noted", "debrief.submitted", "report.submitted", "report.completed", "thread.started")
"""Nothing follows from the irritants of a debrief themselves, which tell their day alone."""

JOBS = {
    signals.JOB: Reaction(count_said),
    "signals.count_soon": Reaction(count_said_soon, after=COUNTED),
    "signals.look": Reaction(look_for_rises),
}
