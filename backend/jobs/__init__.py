"""Promised work: a lease table that survives kill -9. Knows no slice."""

from backend.jobs.models import JOBS, Job, JobStatus
from backend.jobs.queue import (
    LEASE,
    LeaseLost,
    Outside,
    claim,
    dead_letters,
    enqueue,
    enqueue_many,
    fail,
    finish,
    keep,
    revive,
)
from backend.jobs.standing import Standing, standing

__all__ = [
    "JOBS",
    "LEASE",
    "Job",
    "JobStatus",
    "LeaseLost",
    "Outside",
    "Standing",
    "claim",
    "dead_letters",
    "enqueue",
    "enqueue_many",
    "fail",
    "finish",
    "keep",
    "revive",
    "standing",
]
