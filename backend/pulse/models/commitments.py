"""Tables of answering back: what a unit was promised after a wave, and in which waves it is asked about."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.db import enum_type, table
from backend.pulse.models.surveys import SurveyTheme


class UnitCommitment(SQLModel, table=True):
    """A commitment made to a unit (none: everybody asked) about a theme of its results in a wave."""

    __tablename__ = "unit_commitment"
    __table_args__ = (sa.Index("ix_unit_commitment_org_unit_id", "org_unit_id"),)

    commitment_id: UUID = Field(foreign_key="commitment.id", ondelete="CASCADE", primary_key=True)
    wave_id: UUID = Field(foreign_key="wave.id", ondelete="RESTRICT", index=True)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="CASCADE")
    theme: SurveyTheme = Field(sa_type=enum_type(SurveyTheme, "theme"))


class AskedCommitment(SQLModel, table=True):
    """A wave asks the people of a unit whether a commitment made to it was kept; frozen at its opening."""

    __tablename__ = "asked_commitment"

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    commitment_id: UUID = Field(foreign_key="commitment.id", ondelete="CASCADE", primary_key=True, index=True)


UNIT_COMMITMENTS = table(UnitCommitment)
ASKED_COMMITMENTS = table(AskedCommitment)
