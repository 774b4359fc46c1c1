"""Comments are read in the order of their random ids."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE = {"sqlite_with_rowid": False}
NUMBERED = """UPDATE pulse_comment SET position = (SELECT count(*) FROM pulse_comment AS other
WHERE other.wave_id = pulse_comment.wave_id AND other.id < pulse_comment.id)"""


def upgrade() -> None:
    with op.batch_alter_table("pulse_comment", schema=None, table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_pulse_comment_wave_id_position"), type_="unique")
        batch_op.drop_column("position")
        batch_op.create_index("ix_pulse_comment_wave_id_id", ["wave_id", "id"], unique=False)


def downgrade() -> None:
    op.add_column("pulse_comment", sa.Column("position", sa.Integer(), nullable=True))
    op.execute(NUMBERED)
    with op.batch_alter_table("pulse_comment", schema=None, table_kwargs=TABLE) as batch_op:
        batch_op.drop_index("ix_pulse_comment_wave_id_id")
        batch_op.alter_column("position", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_pulse_comment_wave_id_position"), ["wave_id", "position"]
        )
