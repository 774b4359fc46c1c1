"""People swap days, and ideas of debriefs become reports."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

OUTCOMES = ("first_wish", "lower_wish", "pinned", "nothing", "no_wish")


def upgrade() -> None:
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("swapper_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_offer_swapper_id_person"), "person", ["swapper_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index(batch_op.f("ix_offer_swapper_id"), ["swapper_id"], unique=False)
        batch_op.create_index(
            "uq_offer_swap",
            ["edition_id", "swapper_id"],
            unique=True,
            sqlite_where=sa.text("swapper_id IS NOT NULL AND status <> 'withdrawn'"),
            postgresql_where=sa.text("swapper_id IS NOT NULL AND status <> 'withdrawn'"),
        )
    with op.batch_alter_table("matching_run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("swaps", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("swap_ranks", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("matching_run", schema=None) as batch_op:
        batch_op.alter_column("swaps", server_default=None)
        batch_op.alter_column("swap_ranks", server_default=None)
    _outcomes((*OUTCOMES, "swapped"))
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("source_id", sa.Uuid(), nullable=True))
        batch_op.create_index(
            "uq_report_source",
            ["source_kind", "source_id"],
            unique=True,
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )


def downgrade() -> None:
    op.execute("DELETE FROM run_placement WHERE outcome = 'swapped'")
    _outcomes(OUTCOMES)
    with op.batch_alter_table("matching_run", schema=None) as batch_op:
        batch_op.drop_column("swap_ranks")
        batch_op.drop_column("swaps")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index("uq_offer_swap")
        batch_op.drop_index(batch_op.f("ix_offer_swapper_id"))
        batch_op.drop_constraint(batch_op.f("fk_offer_swapper_id_person"), type_="foreignkey")
        batch_op.drop_column("swapper_id")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("uq_report_source")
        batch_op.drop_column("source_id")
        batch_op.drop_column("source_kind")


def _outcomes(names: tuple[str, ...]) -> None:
    """Let a run's placements have these outcomes."""
    with op.batch_alter_table("run_placement", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_run_placement_outcome"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_run_placement_outcome"), sa.column("outcome").in_(names)
        )
