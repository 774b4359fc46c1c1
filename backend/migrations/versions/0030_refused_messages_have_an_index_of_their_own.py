"""Refused messages have an index of their own, that those which left are not in."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_refused",
            ["id"],
            unique=False,
            sqlite_where=sa.text("status = 'refused'"),
            postgresql_where=sa.text("status = 'refused'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_refused")
