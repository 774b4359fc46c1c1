"""The circles that one sponsors are read in their order, by one index."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("circle", schema=None) as batch_op:
        batch_op.drop_index("ix_circle_parent_id")
        batch_op.create_index("ix_circle_parent_id_search_id", ["parent_id", "search", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("circle", schema=None) as batch_op:
        batch_op.drop_index("ix_circle_parent_id_search_id")
        batch_op.create_index("ix_circle_parent_id", ["parent_id"], unique=False)
