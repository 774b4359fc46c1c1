"""Waves know whether they asked everybody of their survey's part of the company."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_partial", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE wave SET is_partial = true WHERE status != 'planned' AND (is_drawn OR survey_id IN "
        "(SELECT survey_id FROM survey_audience))"
    )
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.alter_column("is_partial", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    op.drop_column("wave", "is_partial")
