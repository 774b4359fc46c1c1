"""Searches of reports read an index alone, and so do owners of what went to them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
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
    with op.batch_alter_table("report_word", schema=None) as batch_op:
        batch_op.drop_index("ix_report_word_report_id")
        batch_op.create_index(
            "ix_report_word_report_id_word_weight", ["report_id", "word", "weight"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("report_word", schema=None) as batch_op:
        batch_op.drop_index("ix_report_word_report_id_word_weight")
        batch_op.create_index("ix_report_word_report_id", ["report_id"], unique=False)
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_escalated")
