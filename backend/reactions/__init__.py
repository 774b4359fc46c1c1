"""What follows from an event in another slice: the only place where slices are wired together.

Each slice has its table, `reactions/<slice>.py`: the name of a job, what it does, after which events.
"""

from backend.reactions import (
    audit,
    circles,
    digests,
    identity,
    immersions,
    knowledge,
    notifications,
    pulse,
    recognition,
    reports,
    signals,
    webhooks,
)
from backend.reactions.reaction import JobFunction, Reaction

BY_JOB: dict[str, Reaction] = {
    **identity.JOBS,
    **circles.JOBS,
    **reports.JOBS,
    **pulse.JOBS,
    **immersions.JOBS,
    **knowledge.JOBS,
    **signals.JOBS,
    **recognition.JOBS,
    **webhooks.JOBS,
    **audit.JOBS,
    **notifications.JOBS,
    **digests.JOBS,
}

JOBS: dict[str, JobFunction] = {name: reaction.work for name, reaction in BY_JOB.items()}
"""Job name -> what the worker runs."""

REACTIONS: dict[str, tuple[str, ...]] = {
    event: tuple(name for name, reaction in BY_JOB.items() if event in reaction.after)
    for event in dict.fromkeys(event for reaction in BY_JOB.values() for event in reaction.after)
}
"""Event name -> names of the jobs promised with it."""

LIVE = frozenset({"report", "thread"})
"""The kinds of thing whose open pages and subscriptions are told of each of their events."""
