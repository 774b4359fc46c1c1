"""Tokens know whether somebody else made them than the person they act for."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_another", sa.Boolean(), nullable=False, server_default=sa.true()))
    # Of those there are the log says who made them; nobody, at the command line.
    op.execute(
        "UPDATE token SET by_another = false WHERE EXISTS (SELECT 1 FROM event "
        "WHERE event.name = 'token.created' AND event.subject_id = token.id "
        "AND (event.actor_id IS NULL OR event.actor_id = token.person_id))"
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.alter_column("by_another", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    op.drop_column("token", "by_another")
