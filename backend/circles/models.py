"""Tables of circles: the tree, its people, its messages, its gatherings, its charter and perks."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
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
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=120)
    search: str = Field(default="", max_length=400)
    kind: CircleKind = Field(sa_type=enum_type(CircleKind, "kind"))
    status: CircleStatus = Field(default=CircleStatus.ACTIVE, sa_type=enum_type(CircleStatus, "status"))
    why: str = Field(default="", max_length=2000)
    parent_id: UUID | None = Field(default=None, foreign_key="circle.id", ondelete="RESTRICT", index=True)
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
        sa.Index("ix_membership_person_id_status", "person_id", "status"),
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


class MessageStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class Message(SQLModel, table=True):
    """A cascade message: the why, what changes, what stays, and a *how* that opens once it is understood.

    Addressed to everybody under the circle's org unit (the company when it has none). A draft may lack
    anything but its title; `right_choice` is the place in `choices`, from 0.
    """

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_circle_id_status_id", "circle_id", "status", "id"),
        sa.CheckConstraint("hours_per_layer > 0", name="hours_positive"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    circle_id: UUID = Field(foreign_key="circle.id", ondelete="CASCADE")
    title: str = Field(max_length=160)
    why: str = Field(default="", max_length=4000)
    what_changes: str = Field(default="", max_length=4000)
    what_stays: str = Field(default="", max_length=4000)
    not_to_say: str = Field(default="", max_length=4000)
    how: list[str] = Field(default_factory=list, sa_type=JSON)
    answers: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    """Likely questions: [{"question": …, "answer": …}]."""
    question: str = Field(default="", max_length=400)
    choices: list[str] = Field(default_factory=list, sa_type=JSON)
    right_choice: int | None = None
    hours_per_layer: int = 72
    status: MessageStatus = Field(default=MessageStatus.DRAFT, sa_type=enum_type(MessageStatus, "status"))
    author_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now)
    published_at: datetime | None = None


class MessageReading(SQLModel, table=True):
    """A person and a message: one row per person addressed, written at its publication.

    `unit_id` and `layer` (the management level) are theirs on that day. A reader who was not addressed, such
    as a member from elsewhere, has no layer and counts nowhere.
    """

    __tablename__ = "message_reading"

    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL")
    layer: int | None = None
    read_at: datetime | None = None
    tries: int = 0
    understood_at: datetime | None = None


class MessageLayer(SQLModel, table=True):
    """Roll-up of a message in one management level: addressed, reached, understood, and by when.

    A layer opens when half of the one above has understood; levels where nobody is addressed have no row.
    """

    __tablename__ = "message_layer"
    __table_args__ = (
        sa.CheckConstraint("understood <= reached AND reached <= headcount", name="counts_are_ordered"),
    )

    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", primary_key=True)
    layer: int = Field(primary_key=True)
    headcount: int
    reached: int = 0
    understood: int = 0
    opened_at: datetime | None = None
    due_at: datetime | None = None
    half_at: datetime | None = None


class MessageUnit(SQLModel, table=True):
    """Roll-up of a message in one org unit (its direct members), with its head on the day of publication.

    `layer` is its deepest member's: the team's deadline is that layer's.
    """

    __tablename__ = "message_unit"
    __table_args__ = (
        sa.Index("ix_message_unit_org_unit_id", "org_unit_id"),
        sa.Index("ix_message_unit_head_id_message_id", "head_id", "message_id"),
        sa.CheckConstraint("understood <= reached AND reached <= headcount", name="counts_are_ordered"),
    )

    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", primary_key=True)
    org_unit_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True)
    head_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    layer: int
    headcount: int
    reached: int = 0
    reached_at: datetime | None = None
    understood: int = 0
    head_understood: bool = False
    understood_at: datetime | None = None


class UpwardQuestion(SQLModel, table=True):
    """A question that travels back up a message; answered once, for all."""

    __tablename__ = "upward_question"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", index=True)
    asked_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    text: str = Field(max_length=1000)
    asked_at: datetime = Field(default_factory=now)
    answer: str = Field(default="", max_length=4000)
    answered_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    answered_at: datetime | None = None


class Gathering(SQLModel, table=True):
    """A meeting of a circle. `sequence` grows at each change, so that calendars update their entry."""

    __tablename__ = "gathering"
    __table_args__ = (
        sa.Index("ix_gathering_circle_id_starts_at", "circle_id", "starts_at", "id"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    circle_id: UUID = Field(foreign_key="circle.id", ondelete="CASCADE")
    title: str = Field(max_length=160)
    starts_at: datetime
    ends_at: datetime
    time_zone: str = Field(default="Europe/Paris", max_length=64)
    place: str = Field(default="", max_length=200)
    link: str = Field(default="", max_length=500)
    agenda: str = Field(default="", max_length=4000)
    sequence: int = 0
    cancelled_at: datetime | None = None
    created_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now)
    changed_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    changed_at: datetime = Field(default_factory=now)


class Reply(StrEnum):
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Attendance(SQLModel, table=True):
    """What a member answered to a gathering, and whether they came."""

    __tablename__ = "attendance"

    gathering_id: UUID = Field(foreign_key="gathering.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    reply: Reply | None = Field(default=None, sa_type=enum_type(Reply, "reply"))
    replied_at: datetime | None = None
    attended: bool | None = None
    recorded_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


class Charter(SQLModel, table=True):
    """A version of what ambassadors sign; the newest published version of a slug is the one in force."""

    __tablename__ = "charter"
    __table_args__ = (sa.UniqueConstraint("slug", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(max_length=80)
    version: int
    title: dict[str, str] = Field(sa_type=JSON)
    mission: dict[str, str] = Field(sa_type=JSON)
    values: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    rules: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    published_at: datetime = Field(default_factory=now)
    published_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


class CharterSignature(SQLModel, table=True):
    __tablename__ = "charter_signature"

    charter_id: UUID = Field(foreign_key="charter.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    signed_at: datetime = Field(default_factory=now)


class Perk(SQLModel, table=True):
    """Preferential conditions on a product, for members who have signed the charter in force."""

    __tablename__ = "perk"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    product: str = Field(max_length=120, unique=True)
    offer: dict[str, str] = Field(sa_type=JSON)
    kind: CircleKind | None = Field(default=None, sa_type=enum_type(CircleKind, "kind"))
    ends_on: date | None = None


CIRCLES = table(Circle)
MEMBERSHIPS = table(Membership)
MEMBERSHIP_STEPS = table(MembershipStep)
PRACTICES = table(Practice)
MESSAGES = table(Message)
MESSAGE_READINGS = table(MessageReading)
MESSAGE_LAYERS = table(MessageLayer)
MESSAGE_UNITS = table(MessageUnit)
UPWARD_QUESTIONS = table(UpwardQuestion)
GATHERINGS = table(Gathering)
ATTENDANCE = table(Attendance)
CHARTERS = table(Charter)
CHARTER_SIGNATURES = table(CharterSignature)
PERKS = table(Perk)
