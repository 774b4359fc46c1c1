"""Merged reports know what each was merged with."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

HERE = "merged_into_id IS NOT NULL"
WHERE_IT_GOES_ON = "(merged_into_id IS NULL) = (duplicate_of_id IS NULL)"


def upgrade() -> None:
    op.add_column("report", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    # Which report an earlier one came through was not kept: it counts as merged where it goes on.
    op.execute("UPDATE report SET merged_into_id = duplicate_of_id WHERE duplicate_of_id IS NOT NULL")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_foreign_key(
            batch_op.f("fk_report_merged_into_id_report"),
            "report",
            ["merged_into_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_report_merged_where_it_goes_on"), sa.text(WHERE_IT_GOES_ON)
        )
        batch_op.create_index(
            "ix_report_merged_into",
            ["merged_into_id"],
            unique=False,
            sqlite_where=sa.text(HERE),
            postgresql_where=sa.text(HERE),
        )


def downgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_merged_into")
        batch_op.drop_constraint(batch_op.f("ck_report_merged_where_it_goes_on"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_report_merged_into_id_report"), type_="foreignkey")
        batch_op.drop_column("merged_into_id")
