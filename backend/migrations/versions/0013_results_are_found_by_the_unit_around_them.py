"""Results are found by the unit around them."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("released_group", schema=None) as batch_op:
        batch_op.create_index("ix_released_group_parent_key", ["wave_id", "parent_key"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("released_group", schema=None) as batch_op:
        batch_op.drop_index("ix_released_group_parent_key")
