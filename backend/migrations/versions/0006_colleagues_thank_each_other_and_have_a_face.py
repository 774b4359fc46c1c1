"""Colleagues thank each other and have a face."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bravo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column(
            "subject_kind",
            sa.Enum(
                "person",
                "report",
                "post",
                name="subject_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=160), nullable=False),
        sa.Column("href", sa.String(length=120), nullable=False),
        sa.Column("word", sa.String(length=280), nullable=False),
        sa.Column("sender_agrees", sa.Boolean(), nullable=False),
        sa.Column("receiver_agrees", sa.Boolean(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["person.id"], name=op.f("fk_bravo_receiver_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["person.id"], name=op.f("fk_bravo_sender_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bravo")),
        sa.UniqueConstraint(
            "sender_id",
            "receiver_id",
            "subject_kind",
            "subject_id",
            "sent_on",
            name=op.f("uq_bravo_sender_id_receiver_id_subject_kind_subject_id_sent_on"),
        ),
    )
    with op.batch_alter_table("bravo", schema=None) as batch_op:
        batch_op.create_index("ix_bravo_receiver_id_id", ["receiver_id", "id"], unique=False)
        batch_op.create_index("ix_bravo_sender_id_id", ["sender_id", "id"], unique=False)
        batch_op.create_index("ix_bravo_sent_on", ["sent_on"], unique=False)

    op.create_table(
        "face",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("relevance", sa.Integer(), nullable=False),
        sa.Column("face", sa.Integer(), nullable=False),
        sa.Column("reached_at", UTCDateTime(), nullable=True),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_face_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_face")),
    )
    op.create_table(
        "merit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "validated",
                "accepted",
                "helped",
                "posted",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("source_kind", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("is_valid", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_merit_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_merit_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merit")),
    )
    with op.batch_alter_table("merit", schema=None) as batch_op:
        batch_op.create_index("ix_merit_by_id_person_id", ["by_id", "person_id"], unique=False)
        batch_op.create_index("ix_merit_person_id_day", ["person_id", "day"], unique=False)
        batch_op.create_index("ix_merit_source", ["source_kind", "source_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("merit", schema=None) as batch_op:
        batch_op.drop_index("ix_merit_source")
        batch_op.drop_index("ix_merit_person_id_day")
        batch_op.drop_index("ix_merit_by_id_person_id")

    op.drop_table("merit")
    op.drop_table("face")
    with op.batch_alter_table("bravo", schema=None) as batch_op:
        batch_op.drop_index("ix_bravo_sent_on")
        batch_op.drop_index("ix_bravo_sender_id_id")
        batch_op.drop_index("ix_bravo_receiver_id_id")

    op.drop_table("bravo")
