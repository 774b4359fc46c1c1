"""Lists of reports have an index each."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = (
    ("ix_report_answered_at_clock_due_at", ["answered_at", "clock_due_at"]),
    ("ix_report_author_id", ["author_id"]),
    ("ix_report_duplicate_of_id", ["duplicate_of_id"]),
    ("ix_report_received_at_number", ["received_at", "number"]),
    ("ix_report_status_number", ["status", "number"]),
    ("ix_report_vote_count_number", ["vote_count", "number"]),
)
NOW = (
    ("ix_report_author_id_received_at_number", ["author_id", "received_at", "number"], None),
    ("ix_report_status_received_at_number", ["status", "received_at", "number"], None),
    ("ix_report_listed_newest", ["received_at", "number"], "duplicate_of_id IS NULL"),
    ("ix_report_listed_most_voted", ["vote_count", "number"], "duplicate_of_id IS NULL"),
    ("ix_report_merged", ["duplicate_of_id"], "duplicate_of_id IS NOT NULL"),
    ("ix_report_unanswered_oldest", ["received_at", "number"], "answered_at IS NULL"),
    ("ix_report_unanswered_due", ["clock_due_at"], "answered_at IS NULL"),
)


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        for name, _ in BEFORE:
            batch_op.drop_index(name)
        for name, columns, where in NOW:
            some = sa.text(where) if where else None
            batch_op.create_index(name, columns, unique=False, sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        for name, _, _ in NOW:
            batch_op.drop_index(name)
        for name, columns in BEFORE:
            batch_op.create_index(name, columns, unique=False)
