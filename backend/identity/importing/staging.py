"""The import's own temporary tables: rows wait there, are compared by the database, and are gone after."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable

from backend.core.db import Session, enum_type
from backend.core.inserts import insert_many, look_again
from backend.identity.models import PersonStatus

# Their own metadata: the product's tables are created and migrated without them.
_metadata = sa.MetaData()

STAGED = sa.Table(
    "import_person",
    _metadata,
    sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("refused", sa.Text),
    sa.Column("refused_field", sa.Text),
    sa.Column("person_id", sa.Uuid),
    sa.Column("is_new", sa.Boolean),
    sa.Column("change", sa.Text),
    sa.Column("external_id", sa.Text),
    sa.Column("email", sa.Text),
    sa.Column("mobile", sa.Text),
    sa.Column("given_name", sa.Text),
    sa.Column("family_name", sa.Text),
    sa.Column("search", sa.Text),
    sa.Column("sort_name", sa.Text),
    sa.Column("locale", sa.Text),
    sa.Column("time_zone", sa.Text),
    sa.Column("status", enum_type(PersonStatus, "import_status")),
    sa.Column("job_family", sa.Text),
    sa.Column("customer_facing", sa.Boolean),
    sa.Column("site_code", sa.Text),
    sa.Column("site_name", sa.Text),
    sa.Column("region", sa.Text),
    sa.Column("unit_path", sa.Text),
    sa.Column("manager_external_id", sa.Text),
    sa.Column("head_external_id", sa.Text),
    sa.Column("denies_head", sa.Boolean),
    sa.Column("manager_id", sa.Uuid),
    sa.Column("org_unit_id", sa.Uuid),
    sa.Column("site_id", sa.Uuid),
    sa.Column("job_family_id", sa.Uuid),
    sa.Index("ix_import_person_external_id", "external_id"),
    sa.Index("ix_import_person_email", "email"),
    sa.Index("ix_import_person_person_id", "person_id"),
    prefixes=["TEMPORARY"],
)
"""One row of the file. `refused` says why it is not kept; `change` what becomes of its person."""

CHAIN = sa.Table(
    "import_chain",
    _metadata,
    sa.Column("person_id", sa.Uuid, primary_key=True),
    sa.Column("manager_id", sa.Uuid),
    sa.Column("line", sa.Integer),
    sa.Index("ix_import_chain_manager_id", "manager_id"),
    prefixes=["TEMPORARY"],
)
"""Everybody's manager as it will be after the import; `line` where the file says so."""

LEVELS = sa.Table(
    "import_level",
    _metadata,
    sa.Column("person_id", sa.Uuid, primary_key=True),
    sa.Column("level", sa.Integer),
    prefixes=["TEMPORARY"],
)
"""Everybody's depth in the manager chain; whoever is in a cycle, or under one, is missing."""

KEPT = STAGED.c.refused.is_(None)


async def create(session: Session) -> None:
    """Make the tables, empty, in the caller's transaction."""
    for table in _metadata.sorted_tables:
        await session.execute(DropTable(table, if_exists=True))
        await session.execute(CreateTable(table))


async def index(session: Session) -> None:
    """Index what was loaded; PostgreSQL must also be told how much there is, or it plans for ten rows."""
    for found in STAGED.indexes | CHAIN.indexes:
        await session.execute(CreateIndex(found))
    await look_again(session, STAGED)


async def load(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add a batch of rows to STAGED, each with the same columns."""
    await insert_many(session, STAGED, rows)


async def refuse(session: Session, which: sa.ColumnElement[bool], field: str, reason: str) -> int:
    """Refuse kept rows for one reason; returns how many."""
    refused = await session.execute(
        sa.update(STAGED).where(KEPT, which).values(refused=reason, refused_field=field)
    )
    return int(refused.rowcount)


async def drop(session: Session) -> None:
    for table in reversed(_metadata.sorted_tables):
        await session.execute(DropTable(table, if_exists=True))
