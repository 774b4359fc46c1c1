"""Participation is told no finer than the count of those who took part."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE wave SET rate = NULL WHERE status = 'open' AND invited <= 20 "
        "OR status = 'sealed' AND EXISTS ("
        "SELECT 1 FROM release_cell WHERE release_cell.wave_id = wave.id AND release_cell.question = '' "
        "AND release_cell.cut = 'all' AND release_cell.key = '' AND release_cell.count_max < 20)"
    )


def downgrade() -> None:
    """What was told without the right to is not told again."""
