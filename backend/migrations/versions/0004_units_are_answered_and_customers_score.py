"""Units are answered and customers score."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asked_commitment",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_asked_commitment_commitment_id_commitment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_asked_commitment_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", "commitment_id", name=op.f("pk_asked_commitment")),
    )
    with op.batch_alter_table("asked_commitment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_asked_commitment_commitment_id"), ["commitment_id"], unique=False
        )

    op.create_table(
        "customer_score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("step_id", sa.Uuid(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("is_solved", sa.Boolean(), nullable=True),
        sa.Column("verbatim", sa.String(), nullable=False),
        sa.CheckConstraint(
            "org_unit_id IS NOT NULL OR site_id IS NOT NULL", name=op.f("ck_customer_score_unit_or_site")
        ),
        sa.CheckConstraint("score BETWEEN 1 AND 10", name=op.f("ck_customer_score_score")),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_customer_score_org_unit_id_org_unit"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_customer_score_site_id_site"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["journey_step.id"],
            name=op.f("fk_customer_score_step_id_journey_step"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_score")),
        sa.UniqueConstraint("reference", name=op.f("uq_customer_score_reference")),
    )
    with op.batch_alter_table("customer_score", schema=None) as batch_op:
        batch_op.create_index(
            "ix_customer_score_org_unit_id_given_on", ["org_unit_id", "given_on"], unique=False
        )
        batch_op.create_index("ix_customer_score_site_id_given_on", ["site_id", "given_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_score_step_id"), ["step_id"], unique=False)

    op.create_table(
        "unit_commitment",
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column(
            "theme",
            sa.Enum(
                "customers",
                "listening",
                "means",
                "cooperation",
                "management",
                "recognition",
                "meaning",
                "balance",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_unit_commitment_commitment_id_commitment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_unit_commitment_org_unit_id_org_unit"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_unit_commitment_wave_id_wave"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("commitment_id", name=op.f("pk_unit_commitment")),
    )
    with op.batch_alter_table("unit_commitment", schema=None) as batch_op:
        batch_op.create_index("ix_unit_commitment_org_unit_id", ["org_unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_commitment_wave_id"), ["wave_id"], unique=False)

    op.create_table(
        "conversation",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_by_author", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["pulse_comment.id"],
            name=op.f("fk_conversation_comment_id_pulse_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_conversation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conversation_post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_author", sa.Boolean(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["conversation.comment_id"],
            name=op.f("fk_conversation_post_comment_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["person.id"],
            name=op.f("fk_conversation_post_written_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_post")),
        sa.UniqueConstraint("comment_id", "position", name=op.f("uq_conversation_post_comment_id_position")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("conversation_post", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conversation_post_written_by_id"), ["written_by_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("conversation_post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversation_post_written_by_id"))

    op.drop_table("conversation_post")
    op.drop_table("conversation")
    with op.batch_alter_table("unit_commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_commitment_wave_id"))
        batch_op.drop_index("ix_unit_commitment_org_unit_id")

    op.drop_table("unit_commitment")
    with op.batch_alter_table("customer_score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_score_step_id"))
        batch_op.drop_index("ix_customer_score_site_id_given_on")
        batch_op.drop_index("ix_customer_score_org_unit_id_given_on")

    op.drop_table("customer_score")
    with op.batch_alter_table("asked_commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_commitment_commitment_id"))

    op.drop_table("asked_commitment")
