"""Tables of access: roles, signed-in browsers, tokens, and what was already answered."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class Role(StrEnum):
    """Roles that are granted. Circle lead, host and manager are relations, not grants."""

    EMPLOYEE = "employee"
    CX_LEADER = "cx_leader"
    HR_LEADER = "hr_leader"
    LISTENER = "listener"
    RESPONDER = "responder"
    MODERATOR = "moderator"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    SPONSOR = "sponsor"
    ADMINISTRATOR = "administrator"


class RoleSource(StrEnum):
    GRANTED = "granted"
    CLAIM = "claim"


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
    """An application token: an internal tool acting as `person_id`, narrowed by `scopes`.

    `by_another`: somebody else made it, an administrator.
    """

    __tablename__ = "token"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    hash: str = Field(max_length=64, unique=True)
    hint: str = Field(max_length=8)
    name: str = Field(max_length=120)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    scopes: list[str] = Field(default_factory=list, sa_type=JSON)
    by_another: bool = False
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


ROLE_GRANTS = table(RoleGrant)
SIGN_IN_SESSIONS = table(SignInSession)
TOKENS = table(Token)
IDEMPOTENCY_KEYS = table(IdempotencyKey)
