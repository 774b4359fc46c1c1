"""Participation of a sealed wave is told by its rules: not at all where nothing of the whole is."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE wave SET rate = NULL WHERE status IN ('closed', 'sealed') AND NOT EXISTS ("
        "SELECT 1 FROM release_cell WHERE release_cell.wave_id = wave.id "
        "AND release_cell.question = '' AND release_cell.cut = 'all' AND release_cell.key = '')"
    )


def downgrade() -> None:
    """What was told without the right to is not told again."""
