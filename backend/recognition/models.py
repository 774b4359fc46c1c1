"""Tables of recognition: bravos, what helped others, and the face that each person has."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class Subject(StrEnum):
    """What a bravo is for."""

    PERSON = "person"
    REPORT = "report"
    POST = "post"


class Bravo(SQLModel, table=True):
    """A word of thanks from a colleague to another, for something they said or did.

    `named` is false where the sender does not know to whom it goes, behind a pseudonym. It is quoted in the
    digest once both agree. `about` and `href` tell what it is for.
    """

    __tablename__ = "bravo"
    __table_args__ = (
        sa.UniqueConstraint("sender_id", "receiver_id", "subject_kind", "subject_id", "sent_on"),
        sa.Index("ix_bravo_receiver_id_id", "receiver_id", "id"),
        sa.Index("ix_bravo_sender_id_id", "sender_id", "id"),
        sa.Index("ix_bravo_sent_on", "sent_on"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    sender_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    receiver_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    named: bool = True
    subject_kind: Subject = Field(sa_type=enum_type(Subject, "subject_kind"))
    subject_id: UUID
    about: str = Field(default="", max_length=160)
    href: str = Field(default="", max_length=120)
    word: str = Field(max_length=280)
    sender_agrees: bool = False
    receiver_agrees: bool = False
    sent_on: date
    sent_at: datetime = Field(default_factory=now)


class Kind(StrEnum):
    """How something helped others."""

    VALIDATED = "validated"
    ACCEPTED = "accepted"
    HELPED = "helped"
    POSTED = "posted"


class Merit(SQLModel, table=True):
    """Something of a person's that helped, counted while it is valid. `by_id` is who says that it helped.

    `day` is the number of the company's day, so that both databases can tell how far two are apart.
    """

    __tablename__ = "merit"
    __table_args__ = (
        sa.Index("ix_merit_person_id_day", "person_id", "day"),
        sa.Index("ix_merit_by_id_person_id", "by_id", "person_id"),
        sa.Index("ix_merit_source", "source_kind", "source_id"),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    kind: Kind = Field(sa_type=enum_type(Kind, "kind"))
    source_kind: str = Field(max_length=40)
    source_id: UUID
    day: int
    is_valid: bool = True


class Face(SQLModel, table=True):
    """A person's face, 1 to 4, which is theirs to show; `relevance` is never told to anybody."""

    __tablename__ = "face"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    relevance: int = 0
    face: int = 1
    reached_at: datetime | None = None
    is_shown: bool = False


BRAVOS = table(Bravo)
MERITS = table(Merit)
FACES = table(Face)
