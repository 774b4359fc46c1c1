"""Dates of offers know their edition and their day."""

from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SLOT = sa.table(
    "slot",
    sa.column("id", sa.Uuid()),
    sa.column("edition_id", sa.Uuid()),
    sa.column("day", sa.Date()),
    sa.column("starts_at", UTCDateTime()),
)
EDITION = sa.table("edition", sa.column("id", sa.Uuid()), sa.column("time_zone", sa.String()))


def upgrade() -> None:
    op.add_column("slot", sa.Column("edition_id", sa.Uuid(), nullable=True))
    op.add_column("slot", sa.Column("day", sa.Date(), nullable=True))
    op.execute("UPDATE slot SET edition_id = (SELECT edition_id FROM offer WHERE offer.id = slot.offer_id)")
    _write_days()
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.alter_column("edition_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.alter_column("day", existing_type=sa.Date(), nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_slot_edition_id_edition"), "edition", ["edition_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index("ix_slot_edition_id_day", ["edition_id", "day"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index("ix_slot_edition_id_day")
        batch_op.drop_constraint(batch_op.f("fk_slot_edition_id_edition"), type_="foreignkey")
        batch_op.drop_column("day")
        batch_op.drop_column("edition_id")


def _write_days() -> None:
    """Each day on its edition's wall, which the databases do not agree on how to ask."""
    connection = op.get_bind()
    found = connection.execute(
        sa.select(SLOT.c.id, SLOT.c.starts_at, EDITION.c.time_zone).join(
            EDITION, EDITION.c.id == SLOT.c.edition_id
        )
    )
    days = [
        {"slot_id": row.id, "on": row.starts_at.astimezone(ZoneInfo(row.time_zone)).date()} for row in found
    ]
    if days:
        of_slot = sa.update(SLOT).where(SLOT.c.id == sa.bindparam("slot_id"))
        connection.execute(of_slot.values(day=sa.bindparam("on")), days)
