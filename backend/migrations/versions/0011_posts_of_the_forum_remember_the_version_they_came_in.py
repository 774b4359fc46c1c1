"""Posts of the forum remember the version they came in."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("forum_post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("posted_in", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("forum_post", schema=None) as batch_op:
        batch_op.alter_column("posted_in", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("forum_post", schema=None) as batch_op:
        batch_op.drop_column("posted_in")
