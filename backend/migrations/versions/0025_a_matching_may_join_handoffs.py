"""A matching may join handoffs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("join_handoffs", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.alter_column("join_handoffs", server_default=None)
    with op.batch_alter_table("matching_run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("joined", JSON, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("matching_run", schema=None) as batch_op:
        batch_op.drop_column("joined")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_column("join_handoffs")
