"""Tables of people: who they are, where they work, how a search finds them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, folded, table
from backend.core.ids import new_id


class PersonStatus(StrEnum):
    ACTIVE = "active"
    INACTIVE = "inactive"


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Person(SQLModel, table=True):
    """Somebody of the company. `level` is the depth in the manager chain, 0 without a manager.

    `search` is the folded name and e-mail (see `core.text.fold`), `sort_name` the family then the given name.
    """

    __tablename__ = "person"
    __table_args__ = (
        sa.CheckConstraint("manager_id IS NULL OR manager_id <> id", name="not_own_manager"),
        sa.Index("ix_person_status_org_unit_id", "status", "org_unit_id"),
        sa.Index("ix_person_status_sort_name_id", "status", "sort_name", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    external_id: str | None = Field(default=None, max_length=120, unique=True)
    subject: str | None = Field(default=None, max_length=600, unique=True)
    email: str = Field(max_length=254, unique=True)
    mobile: str = Field(default="", max_length=16)
    """A telephone of the company's, as +33612345678; empty where the directory says none."""
    given_name: str = Field(max_length=120)
    family_name: str = Field(max_length=120)
    search: str = Field(default="", max_length=520)
    sort_name: str = Field(default="", sa_type=folded(240))
    locale: str = Field(default="fr", max_length=8)
    stated_locale: str | None = Field(default=None, max_length=8)
    """What the last import said; the person may have chosen another language since, and keeps it."""
    time_zone: str = Field(default="Europe/Paris", max_length=64)
    theme: Theme = Field(default=Theme.SYSTEM, sa_type=enum_type(Theme, "theme"))
    status: PersonStatus = Field(default=PersonStatus.ACTIVE, sa_type=enum_type(PersonStatus, "status"))
    level: int = 0
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL", index=True)
    site_id: UUID | None = Field(default=None, foreign_key="site.id", ondelete="SET NULL", index=True)
    job_family_id: UUID | None = Field(
        default=None, foreign_key="job_family.id", ondelete="SET NULL", index=True
    )
    manager_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=now)

    @property
    def display_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class PersonWord(SQLModel, table=True):
    """A word of a person's name or address, so that a search by the start of a word reads an index."""

    __tablename__ = "person_word"

    word: str = Field(sa_type=folded(40), primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)


PEOPLE = table(Person)
PERSON_WORDS = table(PersonWord)
