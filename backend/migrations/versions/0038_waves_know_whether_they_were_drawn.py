"""Waves know whether they were drawn: only a sample leaves those of the last one alone."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_drawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE wave SET is_drawn = true WHERE status != 'planned' AND survey_id IN "
        "(SELECT id FROM survey WHERE sample_size IS NOT NULL)"
    )
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.alter_column("is_drawn", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    op.drop_column("wave", "is_drawn")
