"""Tables of identity: people, where they work, what they may do, how they are signed in."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, folded, table
from backend.core.ids import new_id


class PersonStatus(StrEnum):
    ACTIVE = "active"
    INACTIVE = "inactive"


class Role(StrEnum):
    """Roles that are granted. Circle lead, host and manager are relations, not grants."""

    EMPLOYEE = "employee"
    CX_LEADER = "cx_leader"
    HR_LEADER = "hr_leader"
    RESPONDER = "responder"
    MODERATOR = "moderator"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    SPONSOR = "sponsor"
    ADMINISTRATOR = "administrator"


class RoleSource(StrEnum):
    GRANTED = "granted"
    CLAIM = "claim"


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


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


class Person(SQLModel, table=True):
    """Somebody of the company. `level` is the depth in the manager chain, 0 for who has no manager.

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


class RoleGrant(SQLModel, table=True):
    """A role held on a unit and all below it; `org_unit_id` None means everywhere."""

    __tablename__ = "role_grant"
    __table_args__ = (
        sa.Index("uq_role_grant_person_id_role_org_unit_id", "person_id", "role", "org_unit_id", unique=True),
        sa.Index(
            "uq_role_grant_person_id_role_everywhere",
            "person_id",
            "role",
            unique=True,
            sqlite_where=sa.text("org_unit_id IS NULL"),
            postgresql_where=sa.text("org_unit_id IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    role: Role = Field(sa_type=enum_type(Role, "role"))
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="CASCADE")
    source: RoleSource = Field(default=RoleSource.GRANTED, sa_type=enum_type(RoleSource, "source"))
    granted_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    granted_at: datetime = Field(default_factory=now)


class SignInSession(SQLModel, table=True):
    """A signed-in browser. The cookie holds the identifier, the row only its SHA-256."""

    __tablename__ = "sign_in_session"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    hash: str = Field(max_length=64, unique=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    provider_session: str | None = Field(default=None, max_length=255, index=True)
    id_token: str | None = None
    browser: str = Field(default="", max_length=200)
    shared_phone: bool = False
    created_at: datetime = Field(default_factory=now)
    last_seen_at: datetime = Field(default_factory=now)
    idle_until: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class Token(SQLModel, table=True):
    """An application token: an internal tool acting as `person_id`, narrowed by `scopes`."""

    __tablename__ = "token"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    hash: str = Field(max_length=64, unique=True)
    hint: str = Field(max_length=8)
    name: str = Field(max_length=120)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    scopes: list[str] = Field(default_factory=list, sa_type=JSON)
    created_at: datetime = Field(default_factory=now)
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class IdempotencyKey(SQLModel, table=True):
    """What an unsafe request answered, kept a day so that a retry does nothing twice."""

    __tablename__ = "idempotency_key"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    key: str = Field(max_length=200, primary_key=True)
    fingerprint: str = Field(max_length=64)
    status: int
    answer: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(default_factory=now, index=True)


ORG_UNITS = table(OrgUnit)
ORG_UNIT_TREE = table(OrgUnitTree)
SITES = table(Site)
JOB_FAMILIES = table(JobFamily)
PEOPLE = table(Person)
PERSON_WORDS = table(PersonWord)
ORG_UNIT_HEADS = table(OrgUnitHead)
HEADCOUNTS = table(Headcount)
HEADCOUNTS_BELOW = table(HeadcountBelow)
ROLE_GRANTS = table(RoleGrant)
SIGN_IN_SESSIONS = table(SignInSession)
TOKENS = table(Token)
IDEMPOTENCY_KEYS = table(IdempotencyKey)
