"""Reports that went to their owner have an index."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ESCALATED = sa.text("escalated_at IS NOT NULL AND answered_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(
            "ix_report_escalated",
            ["topic_id", "clock_due_at"],
            unique=False,
            sqlite_where=ESCALATED,
            postgresql_where=ESCALATED,
        )


def downgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_escalated")
