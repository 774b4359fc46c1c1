"""Audit: who did what, for administrators, sealed day by day; and the jobs that failed for good."""

from backend.audit.dead_letters import JobRow, job_row, jobs_by_ids, revive_job, visible_dead_letters
from backend.audit.queries import EventFilter, EventRow, events_by_ids, visible_events
from backend.audit.retention import forget_old_events
from backend.audit.seals import seal_days
from backend.audit.verification import Verified, verify

__all__ = [
    "EventFilter",
    "EventRow",
    "JobRow",
    "Verified",
    "events_by_ids",
    "forget_old_events",
    "job_row",
    "jobs_by_ids",
    "revive_job",
    "seal_days",
    "verify",
    "visible_dead_letters",
    "visible_events",
]
