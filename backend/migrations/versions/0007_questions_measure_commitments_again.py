"""Questions measure commitments again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("survey_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("measures_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_survey_question_measures_id"), ["measures_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_survey_question_measures_id_commitment"),
            "commitment",
            ["measures_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("survey_question", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_survey_question_measures_id_commitment"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_survey_question_measures_id"))
        batch_op.drop_column("measures_id")
