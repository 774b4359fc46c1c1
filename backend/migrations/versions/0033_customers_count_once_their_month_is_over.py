"""Customers count once their month is over, in lots of at least five."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("customer_score", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_counted", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("counted_unit_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_customer_score_counted_unit_id_org_unit"),
            "org_unit",
            ["counted_unit_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(
            "ix_customer_score_counted_unit_id_given_on", ["counted_unit_id", "given_on"], unique=False
        )
        batch_op.create_index(
            "ix_customer_score_waiting",
            ["given_on"],
            unique=False,
            sqlite_where=sa.text("is_counted = 0"),
            postgresql_where=sa.text("NOT is_counted"),
        )
    with op.batch_alter_table("customer_score", schema=None) as batch_op:
        batch_op.alter_column("is_counted", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("customer_score", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_customer_score_waiting",
            sqlite_where=sa.text("is_counted = 0"),
            postgresql_where=sa.text("NOT is_counted"),
        )
        batch_op.drop_index("ix_customer_score_counted_unit_id_given_on")
        batch_op.drop_constraint(batch_op.f("fk_customer_score_counted_unit_id_org_unit"), type_="foreignkey")
        batch_op.drop_column("counted_unit_id")
        batch_op.drop_column("is_counted")
