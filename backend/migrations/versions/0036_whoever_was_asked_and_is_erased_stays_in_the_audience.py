"""Whoever was asked and is erased stays in the audience, as an id, until the next wave has closed."""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

PERSON = "fk_wave_audience_person_id_person"


def upgrade() -> None:
    with op.batch_alter_table("wave_audience", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(PERSON), type_="foreignkey")


def downgrade() -> None:
    op.execute("DELETE FROM wave_audience WHERE person_id NOT IN (SELECT id FROM person)")
    with op.batch_alter_table("wave_audience", schema=None) as batch_op:
        batch_op.create_foreign_key(batch_op.f(PERSON), "person", ["person_id"], ["id"], ondelete="CASCADE")
