"""Tables of suppliers: who makes what the company sells, and what was put to them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class CaseStatus(StrEnum):
    """How far the supplier says it has come."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    FIXED = "fixed"
    REFUSED = "refused"


class Supplier(SQLModel, table=True):
    """A maker of what customers have at home. A closed one keeps its cases and takes no more."""

    __tablename__ = "supplier"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120, unique=True)
    products: str = Field(default="", max_length=200)
    created_at: datetime = Field(default_factory=now)
    closed_at: datetime | None = None


class SupplierCase(SQLModel, table=True):
    """A report put to a supplier, once; `external_reference` is the supplier's own number for it."""

    __tablename__ = "supplier_case"
    __table_args__ = (
        sa.UniqueConstraint("report_id", "supplier_id"),
        sa.Index("ix_supplier_case_supplier_id_id", "supplier_id", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE")
    supplier_id: UUID = Field(foreign_key="supplier.id", ondelete="CASCADE")
    message: str = Field(max_length=2000)
    status: CaseStatus = Field(default=CaseStatus.SENT, sa_type=enum_type(CaseStatus, "status"))
    external_reference: str = Field(default="", max_length=80)
    answer: str = Field(default="", max_length=2000)
    sent_at: datetime = Field(default_factory=now)
    updated_at: datetime = Field(default_factory=now)


SUPPLIERS = table(Supplier)
CASES = table(SupplierCase)
