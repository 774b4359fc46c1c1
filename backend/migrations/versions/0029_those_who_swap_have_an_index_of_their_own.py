"""Those who swap have an index of their own, that the offers of everybody else are not in."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index("ix_offer_swapper_id")
        batch_op.create_index(
            "ix_offer_swapper_id",
            ["swapper_id"],
            unique=False,
            sqlite_where=sa.text("swapper_id IS NOT NULL"),
            postgresql_where=sa.text("swapper_id IS NOT NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index("ix_offer_swapper_id")
        batch_op.create_index("ix_offer_swapper_id", ["swapper_id"], unique=False)
