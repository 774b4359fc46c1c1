"""Reported conversations wait until those who run the survey settle them, whoever ended them."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversation", sa.Column("settled_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("conversation", "settled_on")
