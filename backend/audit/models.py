"""The table of what closes each day of the audit."""

from datetime import date

from sqlmodel import Field, SQLModel

from backend.core.db import table


class AuditSeal(SQLModel, table=True):
    """A day of the audit in UTC: how many events it had, the hash of them all, and of all days until it."""

    __tablename__ = "audit_seal"

    day: date = Field(primary_key=True)
    events: int
    content: str = Field(max_length=64)
    chain: str = Field(max_length=64)
    forgotten: bool = False
    """Whether its events have since been forgotten, being older than the audit is kept."""


AUDIT_SEALS = table(AuditSeal)
