"""Tables of the organisation: its units as a tree, its sites, its jobs, and how many people are where."""

from uuid import UUID

from sqlmodel import Field, SQLModel

from backend.core.db import folded, table
from backend.core.ids import new_id


class OrgUnit(SQLModel, table=True):
    """A unit of the organisation.

    `path` is its full name, the key that imports match on; `search` its own name, folded, which lists are
    sorted by; `headcount` the active people in it and all below, as of the last import.
    """

    __tablename__ = "org_unit"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    parent_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="RESTRICT", index=True)
    name: str = Field(max_length=120)
    path: str = Field(max_length=1000, unique=True)
    search: str = Field(default="", sa_type=folded(120))
    depth: int = 0
    headcount: int = 0


class OrgUnitTree(SQLModel, table=True):
    """Closure of the org tree: one row per unit and ancestor, itself included at distance 0."""

    __tablename__ = "org_unit_tree"

    ancestor_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True)
    descendant_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True, index=True)
    distance: int


class Site(SQLModel, table=True):
    __tablename__ = "site"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    code: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=120)
    region: str = Field(default="", max_length=80, index=True)
    latitude: float | None = None
    longitude: float | None = None
    head_office: bool = False


class JobFamily(SQLModel, table=True):
    __tablename__ = "job_family"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120, unique=True)
    customer_facing: bool = False


class OrgUnitHead(SQLModel, table=True):
    """Who heads a unit: its manager. `declared` when the import itself said so."""

    __tablename__ = "org_unit_head"

    org_unit_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    declared: bool = False


class Headcount(SQLModel, table=True):
    """Roll-up of active people per unit (direct members) and site, rebuilt by imports."""

    __tablename__ = "headcount"

    org_unit_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True)
    site_id: UUID = Field(foreign_key="site.id", ondelete="CASCADE", primary_key=True)
    people: int


class HeadcountBelow(SQLModel, table=True):
    """Roll-up of active people per unit with everything below it, and site, rebuilt by imports."""

    __tablename__ = "headcount_below"

    org_unit_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True)
    site_id: UUID = Field(foreign_key="site.id", ondelete="CASCADE", primary_key=True, index=True)
    people: int


ORG_UNITS = table(OrgUnit)
ORG_UNIT_TREE = table(OrgUnitTree)
SITES = table(Site)
JOB_FAMILIES = table(JobFamily)
ORG_UNIT_HEADS = table(OrgUnitHead)
HEADCOUNTS = table(Headcount)
HEADCOUNTS_BELOW = table(HeadcountBelow)
