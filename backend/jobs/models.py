"""The job table: work promised in the transaction that made it necessary."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class JobStatus(StrEnum):
    READY = "ready"
    RUNNING = "running"
    DEAD = "dead"


class Job(SQLModel, table=True):
    """One promised piece of work; the row goes when the work is done, and stays when it is dead."""

    __tablename__ = "job"
    __table_args__ = (sa.Index("ix_job_due", "status", "run_at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=80)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    key: str | None = Field(default=None, unique=True, max_length=200)
    status: JobStatus = Field(default=JobStatus.READY, sa_type=enum_type(JobStatus, "status"))
    attempts: int = 0
    run_at: datetime = Field(default_factory=now)
    leased_until: datetime | None = None
    last_error: str | None = None
    created_at: datetime = Field(default_factory=now)


JOBS = table(Job)
