"""Journeys are reviewed."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journey_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("review", "workshop", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.Column("told_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journey.id"],
            name=op.f("fk_journey_review_journey_id_journey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"],
            ["person.id"],
            name=op.f("fk_journey_review_told_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey_review")),
    )
    with op.batch_alter_table("journey_review", schema=None) as batch_op:
        batch_op.create_index(
            "ix_journey_review_journey_id_held_on", ["journey_id", "held_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_journey_review_told_by_id"), ["told_by_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("journey_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journey_review_told_by_id"))
        batch_op.drop_index("ix_journey_review_journey_id_held_on")

    op.drop_table("journey_review")
