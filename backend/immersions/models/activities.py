"""Tables of activities: what one may come and do, its kit, what must be known or held before."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class ActivityKind(StrEnum):
    DAY_IN_JOB = "day_in_job"
    LISTENING_IN = "listening_in"
    SHOP = "shop"
    WEB_JOURNEY = "web_journey"
    RECIPROCAL_SWAP = "reciprocal_swap"


class Activity(SQLModel, table=True):
    """Something to do in somebody's job. Its texts are `{"fr": …, "en": …}`, in Markdown but the name.

    `checklist` is a list of such texts, which visitor and host acknowledge before the day.
    `org_unit_id` is the part of the company it belongs to (None: the whole company).
    """

    __tablename__ = "activity"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: dict[str, str] = Field(sa_type=JSON)
    kind: ActivityKind = Field(sa_type=enum_type(ActivityKind, "kind"))
    kit: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    script: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    checklist: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="RESTRICT", index=True)
    created_at: datetime = Field(default_factory=now)
    retired_at: datetime | None = None


class Prerequisite(SQLModel, table=True):
    """Something to hold before an activity: a licence, a training. `name` is in both languages."""

    __tablename__ = "prerequisite"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    code: str = Field(max_length=40, unique=True)
    name: dict[str, str] = Field(sa_type=JSON)


class ActivityPrerequisite(SQLModel, table=True):
    __tablename__ = "activity_prerequisite"

    activity_id: UUID = Field(foreign_key="activity.id", ondelete="CASCADE", primary_key=True)
    prerequisite_id: UUID = Field(
        foreign_key="prerequisite.id", ondelete="CASCADE", primary_key=True, index=True
    )


class PersonPrerequisite(SQLModel, table=True):
    """What somebody holds, as they said themselves."""

    __tablename__ = "person_prerequisite"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    prerequisite_id: UUID = Field(
        foreign_key="prerequisite.id", ondelete="CASCADE", primary_key=True, index=True
    )
    said_at: datetime = Field(default_factory=now)


ACTIVITIES = table(Activity)
PREREQUISITES = table(Prerequisite)
ACTIVITY_PREREQUISITES = table(ActivityPrerequisite)
PERSON_PREREQUISITES = table(PersonPrerequisite)
