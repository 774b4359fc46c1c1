"""Audit: who did what, for administrators; and the jobs that failed for good."""

from backend.audit.dead_letters import DeadLetter, revive_job, visible_dead_letters
from backend.audit.queries import EventFilter, EventRow, event_row, visible_events
from backend.audit.retention import forget_old_events

__all__ = [
    "DeadLetter",
    "EventFilter",
    "EventRow",
    "event_row",
    "forget_old_events",
    "revive_job",
    "visible_dead_letters",
    "visible_events",
]
