"""Events are sealed in the order of an index."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_occurred_at")
        batch_op.create_index("ix_event_occurred_at_id", ["occurred_at", "id"], unique=False)
    # They were made in another order; the next night makes them anew.
    op.execute("DELETE FROM audit_seal")


def downgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_occurred_at_id")
        batch_op.create_index("ix_event_occurred_at", ["occurred_at"], unique=False)
    op.execute("DELETE FROM audit_seal")
