"""Days are lived and told."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debrief",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("visitor", "host", name="side", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("surprised", sa.String(length=2000), nullable=False),
        sa.Column("customers_expect", sa.String(length=2000), nullable=False),
        sa.Column("colleagues_live", sa.String(length=2000), nullable=False),
        sa.Column("ideas", sa.String(length=2000), nullable=False),
        sa.Column("quote", sa.String(length=400), nullable=False),
        sa.Column("quote_shared", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_debrief_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_debrief_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slot.id"], name=op.f("fk_debrief_slot_id_slot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debrief")),
        sa.UniqueConstraint("slot_id", "person_id", name=op.f("uq_debrief_slot_id_person_id")),
    )
    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.create_index(
            "ix_debrief_edition_id_quote_shared_id", ["edition_id", "quote_shared", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_debrief_person_id"), ["person_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("acknowledged_at", UTCDateTime(), nullable=True),
        sa.Column("arrived_at", UTCDateTime(), nullable=True),
        sa.Column(
            "arrived_by",
            sa.Enum(
                "button",
                "code",
                "host",
                name="arrived_by",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("missed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("(arrived_at IS NULL) = (arrived_by IS NULL)", name=op.f("ck_visit_arrived")),
        sa.CheckConstraint("arrived_at IS NULL OR missed_at IS NULL", name=op.f("ck_visit_came_or_not")),
        sa.ForeignKeyConstraint(
            ["placement_id"],
            ["placement.id"],
            name=op.f("fk_visit_placement_id_placement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("placement_id", name=op.f("pk_visit")),
    )
    op.create_table(
        "visit_heart",
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column(
            "heart",
            sa.Enum(
                "kit",
                "rules",
                "questions",
                "calendar",
                "arrive",
                "note",
                "gesture",
                "talk",
                "send",
                "tell",
                name="heart",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ticked_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"],
            ["placement.id"],
            name=op.f("fk_visit_heart_placement_id_placement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("placement_id", "heart", name=op.f("pk_visit_heart")),
    )
    op.create_table(
        "visit_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=True),
        sa.Column("handoff_id", sa.Uuid(), nullable=True),
        sa.Column("noted_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("step_id IS NULL OR handoff_id IS NULL", name=op.f("ck_visit_note_one_place")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoff.id"], name=op.f("fk_visit_note_handoff_id_handoff"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"],
            ["placement.id"],
            name=op.f("fk_visit_note_placement_id_placement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["journey_step.id"],
            name=op.f("fk_visit_note_step_id_journey_step"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_note")),
    )
    with op.batch_alter_table("visit_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_note_handoff_id"), ["handoff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_note_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_note_step_id"), ["step_id"], unique=False)

    with op.batch_alter_table("slot_host", schema=None) as batch_op:
        batch_op.add_column(sa.Column("acknowledged_at", UTCDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("slot_host", schema=None) as batch_op:
        batch_op.drop_column("acknowledged_at")

    with op.batch_alter_table("visit_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_note_step_id"))
        batch_op.drop_index(batch_op.f("ix_visit_note_placement_id"))
        batch_op.drop_index(batch_op.f("ix_visit_note_handoff_id"))

    op.drop_table("visit_note")
    op.drop_table("visit_heart")
    op.drop_table("visit")
    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_debrief_person_id"))
        batch_op.drop_index("ix_debrief_edition_id_quote_shared_id")

    op.drop_table("debrief")
