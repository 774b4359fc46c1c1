"""Results are read where people were asked: the units of a sealed wave are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

INSIDE = "SELECT 1 FROM released_group AS inside WHERE inside.wave_id = released_group.wave_id"


def upgrade() -> None:
    op.create_table(
        "asked_unit",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("counted_as", sa.String(length=36), nullable=False),
        sa.Column("is_direct", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_asked_unit_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", "key", name=op.f("pk_asked_unit")),
    )
    # Of waves sealed before, those with results are known: somebody right in a unit was asked where it has
    # a cell of its own people, or nothing inside.
    op.execute(
        "INSERT INTO asked_unit (wave_id, key, counted_as, is_direct) SELECT wave_id, key, key, "
        f"NOT EXISTS ({INSIDE} AND inside.cut = 'unit' AND inside.parent_key = released_group.key) "
        f"OR EXISTS ({INSIDE} AND inside.cut = 'direct' AND inside.key = released_group.key) "
        "FROM released_group WHERE cut = 'unit'"
    )


def downgrade() -> None:
    op.drop_table("asked_unit")
