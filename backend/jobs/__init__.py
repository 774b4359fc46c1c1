"""Promised work: a lease table that survives kill -9. Knows no slice."""

from backend.jobs.models import Job, JobStatus
from backend.jobs.queue import Outside, claim, dead_letters, enqueue, enqueue_many, fail, finish, revive

__all__ = [
    "Job",
    "JobStatus",
    "Outside",
    "claim",
    "dead_letters",
    "enqueue",
    "enqueue_many",
    "fail",
    "finish",
    "revive",
]
