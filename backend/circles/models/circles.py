"""Tables of circles: the tree, its people and their history, what it keeps."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, folded, table
from backend.core.ids import new_id


class CircleKind(StrEnum):
    EVANGELIST = "evangelist"
    AMBASSADOR = "ambassador"


class CircleStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class JoinPolicy(StrEnum):
    OPEN = "open"
    REQUEST = "request"
    INVITATION = "invitation"


class MembershipStatus(StrEnum):
    INVITED = "invited"
    REQUESTED = "requested"
    WAITING = "waiting"
    ACTIVE = "active"
    DECLINED = "declined"
    LEFT = "left"
    ALUMNI = "alumni"


CURRENT = (
    MembershipStatus.INVITED,
    MembershipStatus.REQUESTED,
    MembershipStatus.WAITING,
    MembershipStatus.ACTIVE,
)
"""States in which a spell is not over; a person has at most one such spell per circle."""


class Circle(SQLModel, table=True):
    """A circle. The counters are kept by the verbs, in the statement that decides a place.

    `lead_count` 0 on an active circle flags it: its last lead left the company, the parent's leads act.
    """

    __tablename__ = "circle"
    __table_args__ = (
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_positive"),
        sa.CheckConstraint("member_count >= 0 AND lead_count >= 0 AND waiting_count >= 0", name="counters"),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
        sa.Index("ix_circle_status_search_id", "status", "search", "id"),
        sa.Index("ix_circle_search_id", "search", "id"),
        sa.Index("ix_circle_parent_id_search_id", "parent_id", "search", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=120)
    search: str = Field(default="", sa_type=folded(400))
    kind: CircleKind = Field(sa_type=enum_type(CircleKind, "kind"))
    status: CircleStatus = Field(default=CircleStatus.ACTIVE, sa_type=enum_type(CircleStatus, "status"))
    why: str = Field(default="", max_length=2000)
    parent_id: UUID | None = Field(default=None, foreign_key="circle.id", ondelete="RESTRICT")
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="RESTRICT", index=True)
    join_policy: JoinPolicy = Field(sa_type=enum_type(JoinPolicy, "join_policy"))
    capacity: int | None = None
    member_count: int = 0
    lead_count: int = 0
    waiting_count: int = 0
    queue_last: int = 0
    created_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now)
    archived_at: datetime | None = None


class Membership(SQLModel, table=True):
    """One spell of one person in one circle; a later return is a new row. Its steps tell who did what."""

    __tablename__ = "membership"
    __table_args__ = (
        sa.Index(
            "uq_membership_current",
            "circle_id",
            "person_id",
            unique=True,
            sqlite_where=sa.text("status IN ('invited', 'requested', 'waiting', 'active')"),
            postgresql_where=sa.text("status IN ('invited', 'requested', 'waiting', 'active')"),
        ),
        sa.Index("ix_membership_circle_id_status_queue_number", "circle_id", "status", "queue_number", "id"),
        sa.Index("ix_membership_person_id_status_circle_id", "person_id", "status", "circle_id"),
        sa.Index(
            "ix_membership_lead",
            "circle_id",
            "id",
            sqlite_where=sa.text("is_lead = 1"),
            postgresql_where=sa.text("is_lead"),
        ),
        sa.CheckConstraint("NOT is_lead OR status IN ('active', 'alumni', 'left')", name="lead_is_member"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    circle_id: UUID = Field(foreign_key="circle.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    status: MembershipStatus = Field(sa_type=enum_type(MembershipStatus, "status"))
    is_lead: bool = False
    note: str = Field(default="", max_length=500)
    invited_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    queue_number: int = 0
    changed_at: datetime = Field(default_factory=now)

    @property
    def is_proposal(self) -> bool:
        """A member proposed this person; a lead has not answered yet."""
        return self.status is MembershipStatus.REQUESTED and self.invited_by_id is not None


class MembershipStep(SQLModel, table=True):
    """The history of a spell: each state it went through, by whom, when."""

    __tablename__ = "membership_step"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    membership_id: UUID = Field(foreign_key="membership.id", ondelete="CASCADE", index=True)
    status: MembershipStatus = Field(sa_type=enum_type(MembershipStatus, "status"))
    by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    at: datetime = Field(default_factory=now)


class Practice(SQLModel, table=True):
    """Something that already works here, kept and credited: bearers enrich what exists."""

    __tablename__ = "practice"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    circle_id: UUID = Field(foreign_key="circle.id", ondelete="CASCADE", index=True)
    title: str = Field(max_length=120)
    credit: str = Field(default="", max_length=200)
    added_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    added_at: datetime = Field(default_factory=now)


CIRCLES = table(Circle)
MEMBERSHIPS = table(Membership)
MEMBERSHIP_STEPS = table(MembershipStep)
PRACTICES = table(Practice)
