"""Tables of topics: what reports are about, and who answers for it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import table
from backend.core.ids import new_id


class Topic(SQLModel, table=True):
    """What reports are about. Its owner answers for it; `is_fallback` takes what nothing else claims.

    `org_unit_id` is the part of the company it serves, none for the whole.
    """

    __tablename__ = "topic"
    __table_args__ = (
        sa.Index(
            "uq_topic_is_fallback",
            "is_fallback",
            unique=True,
            sqlite_where=sa.text("is_fallback"),
            postgresql_where=sa.text("is_fallback"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120, unique=True)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL", index=True)
    owner_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    is_fallback: bool = False
    created_at: datetime = Field(default_factory=now)


class TopicResponder(SQLModel, table=True):
    """Somebody who answers reports of a topic beside its owner."""

    __tablename__ = "topic_responder"

    topic_id: UUID = Field(foreign_key="topic.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)


class TopicStep(SQLModel, table=True):
    """A step of a journey whose reports go to a topic when nobody says another."""

    __tablename__ = "topic_step"

    step_id: UUID = Field(foreign_key="journey_step.id", ondelete="CASCADE", primary_key=True)
    topic_id: UUID = Field(foreign_key="topic.id", ondelete="CASCADE", index=True)


TOPICS = table(Topic)
TOPIC_STEPS = table(TopicStep)
TOPIC_RESPONDERS = table(TopicResponder)
