"""The table of alerts: comments that a trained person reads in place of those who lead a unit."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.db import enum_type, table


class AlertState(StrEnum):
    """Waiting for a trained person; cared for, and read by nobody else; handed on to the unit's leaders."""

    WAITING = "waiting"
    CARED_FOR = "cared_for"
    HANDED_ON = "handed_on"


class CommentAlert(SQLModel, table=True):
    """A comment that speaks of danger. Of its settling the day is kept, of its author nothing."""

    __tablename__ = "comment_alert"
    __table_args__ = (sa.Index("ix_comment_alert_state", "state"), {"sqlite_with_rowid": False})

    comment_id: UUID = Field(foreign_key="pulse_comment.id", ondelete="CASCADE", primary_key=True)
    state: AlertState = Field(default=AlertState.WAITING, sa_type=enum_type(AlertState, "state"))
    settled_on: date | None = None


COMMENT_ALERTS = table(CommentAlert)
