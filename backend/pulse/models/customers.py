"""The table of what customers scored, and why."""

from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.db import table


class CustomerScore(SQLModel, table=True):
    """One customer's score of 1 to 10, of a unit or of a site; `reference` is what its tool calls it.

    No customer is named: what they wrote is kept as it came, and read by nobody but its importers.
    `counted_unit_id` is the unit it is counted in once it is, none for the whole company: its own, or one
    around it.
    """

    __tablename__ = "customer_score"
    __table_args__ = (
        sa.CheckConstraint("score BETWEEN 1 AND 10", name="score"),
        sa.CheckConstraint("org_unit_id IS NOT NULL OR site_id IS NOT NULL", name="unit_or_site"),
        sa.Index("ix_customer_score_org_unit_id_given_on", "org_unit_id", "given_on"),
        sa.Index("ix_customer_score_site_id_given_on", "site_id", "given_on"),
        sa.Index("ix_customer_score_counted_unit_id_given_on", "counted_unit_id", "given_on"),
        sa.Index(
            "ix_customer_score_waiting",
            "given_on",
            sqlite_where=sa.text("is_counted = 0"),
            postgresql_where=sa.text("NOT is_counted"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    reference: str = Field(max_length=120, unique=True)
    given_on: date
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="CASCADE")
    site_id: UUID | None = Field(default=None, foreign_key="site.id", ondelete="CASCADE")
    step_id: UUID | None = Field(default=None, foreign_key="journey_step.id", ondelete="SET NULL", index=True)
    score: int
    channel: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=80)
    is_solved: bool | None = None
    verbatim: str = ""
    is_counted: bool = False
    counted_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL")


CUSTOMER_SCORES = table(CustomerScore)
