"""Tables of the release: all that remains of what a wave was answered. No ballot, and no hidden figure."""

from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.db import JSON, enum_type, table
from backend.pulse.disclosure import Cut


class ReleasedGroup(SQLModel, table=True):
    """A group of a sealed wave, shown or not, under the group right around it on the day of the opening."""

    __tablename__ = "released_group"
    __table_args__ = (sa.Index("ix_released_group_parent_key", "wave_id", "parent_key"),)

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    cut: Cut = Field(sa_type=enum_type(Cut, "cut"), primary_key=True)
    key: str = Field(max_length=36, primary_key=True)
    parent_key: str | None = Field(default=None, max_length=36)
    label: str = Field(max_length=200)


class AskedUnit(SQLModel, table=True):
    """A unit in which a sealed wave asked somebody: says who reads its results once its audience is gone.

    `counted_as` is the smallest unit around it that has results, itself perhaps, empty for the whole;
    `is_direct` tells those where somebody right in it was asked from those that only have such a unit inside.
    """

    __tablename__ = "asked_unit"

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    key: str = Field(max_length=36, primary_key=True)
    counted_as: str = Field(max_length=36)
    is_direct: bool


class ReleaseCell(SQLModel, table=True):
    """A figure that may be shown, already rounded: one question in one group.

    `question` is empty for who took part, `*` for whose comments may be read. `figures` are described in
    `backend.pulse.figures`.
    """

    __tablename__ = "release_cell"
    __table_args__ = (sa.Index("ix_release_cell_key_wave_id", "key", "wave_id"),)

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    question: str = Field(max_length=40, primary_key=True)
    cut: Cut = Field(sa_type=enum_type(Cut, "cut"), primary_key=True)
    key: str = Field(max_length=36, primary_key=True)
    count_min: int
    count_max: int
    coarsened: bool = False
    figures: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class WithheldFromMembers(SQLModel, table=True):
    """A figure that the members of one group do not see, because they know one answer in it already."""

    __tablename__ = "withheld_from_members"

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    question: str = Field(max_length=40, primary_key=True)
    member_cut: Cut = Field(sa_type=enum_type(Cut, "member_cut"), primary_key=True)
    member_key: str = Field(max_length=36, primary_key=True)
    cut: Cut = Field(sa_type=enum_type(Cut, "cut"), primary_key=True)
    key: str = Field(max_length=36, primary_key=True)


class PulseComment(SQLModel, table=True):
    """A comment, with the smallest unit around its author that may be told (empty: all).

    Its id is drawn at sealing, by nothing that the ballot held, and is the order that comments are read in.
    """

    __tablename__ = "pulse_comment"
    __table_args__ = (
        sa.Index("ix_pulse_comment_wave_id_id", "wave_id", "id"),
        sa.Index("ix_pulse_comment_code_hash", "code_hash"),
        {"sqlite_with_rowid": False},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE")
    unit_key: str = Field(max_length=36)
    text: str
    search: str
    code_hash: str | None = Field(default=None, max_length=128)


class ReleasedMember(SQLModel, table=True):
    """Who answered in a group at its last release: hashes under the key of the survey's last sealed wave."""

    __tablename__ = "released_member"
    __table_args__ = ({"sqlite_with_rowid": False},)

    survey_id: UUID = Field(foreign_key="survey.id", ondelete="CASCADE", primary_key=True)
    cut: Cut = Field(sa_type=enum_type(Cut, "cut"), primary_key=True)
    key: str = Field(max_length=36, primary_key=True)
    person_hash: bytes = Field(sa_type=sa.LargeBinary, primary_key=True)


RELEASED_GROUPS = table(ReleasedGroup)
ASKED_UNITS = table(AskedUnit)
RELEASE_CELLS = table(ReleaseCell)
WITHHELD_FROM_MEMBERS = table(WithheldFromMembers)
PULSE_COMMENTS = table(PulseComment)
RELEASED_MEMBERS = table(ReleasedMember)
