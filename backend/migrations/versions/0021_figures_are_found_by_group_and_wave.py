"""Figures are found by group and wave."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.drop_index("ix_release_cell_key")
        batch_op.create_index("ix_release_cell_key_wave_id", ["key", "wave_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.drop_index("ix_release_cell_key_wave_id")
        batch_op.create_index("ix_release_cell_key", ["key", "cut"], unique=False)
