"""Promised work: a lease table that survives kill -9. Knows no slice."""

from backend.jobs.models import JOBS, Job, JobStatus
from backend.jobs.queue import Outside, claim, dead_letters, enqueue, enqueue_many, fail, finish, revive
from backend.jobs.standing import Standing, standing

__all__ = [
    "JOBS",
    "Job",
    "JobStatus",
    "Outside",
    "Standing",
    "claim",
    "dead_letters",
    "enqueue",
    "enqueue_many",
    "fail",
    "finish",
    "revive",
    "standing",
]
