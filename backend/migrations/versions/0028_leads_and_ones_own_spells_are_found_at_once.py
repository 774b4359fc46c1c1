"""Leads and one's own spells are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_person_id_status")
        batch_op.create_index(
            "ix_membership_person_id_status_circle_id", ["person_id", "status", "circle_id"], unique=False
        )
        batch_op.create_index(
            "ix_membership_lead",
            ["circle_id", "id"],
            unique=False,
            sqlite_where=sa.text("is_lead = 1"),
            postgresql_where=sa.text("is_lead"),
        )


def downgrade() -> None:
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_membership_lead",
            sqlite_where=sa.text("is_lead = 1"),
            postgresql_where=sa.text("is_lead"),
        )
        batch_op.drop_index("ix_membership_person_id_status_circle_id")
        batch_op.create_index("ix_membership_person_id_status", ["person_id", "status"], unique=False)
