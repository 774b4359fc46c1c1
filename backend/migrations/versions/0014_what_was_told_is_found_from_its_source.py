"""What was told is found from its source."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("digest_item", schema=None) as batch_op:
        batch_op.create_index(
            "ix_digest_item_source_kind_source_id", ["source_kind", "source_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("digest_item", schema=None) as batch_op:
        batch_op.drop_index("ix_digest_item_source_kind_source_id")
