"""The digest has its tables."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from backend.core.db import JSON

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_dead_address",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_digest_dead_address")),
    )
    op.create_table(
        "digest_issue",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("audience", sa.String(length=36), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "in_review",
                "signed",
                "scheduled",
                "sending",
                "paused",
                "sent",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("headline", JSON, nullable=False),
        sa.Column("word", JSON, nullable=False),
        sa.Column("word_by_id", sa.Uuid(), nullable=True),
        sa.Column("delegate_id", sa.Uuid(), nullable=True),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_for_id", sa.Uuid(), nullable=True),
        sa.Column("signed_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("scheduled_at", UTCDateTime(), nullable=True),
        sa.Column("started_at", UTCDateTime(), nullable=True),
        sa.Column("finished_at", UTCDateTime(), nullable=True),
        sa.Column("spell", sa.Integer(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("bounced", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("unsubscribed", sa.Integer(), nullable=False),
        sa.Column("archive_reads", sa.Integer(), nullable=False),
        sa.Column("rate", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "status <> 'scheduled' OR scheduled_at IS NOT NULL",
            name=op.f("ck_digest_issue_scheduled_for_a_time"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in_review', 'cancelled') OR signed_at IS NOT NULL",
            name=op.f("ck_digest_issue_sent_when_signed"),
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["person.id"],
            name=op.f("fk_digest_issue_delegate_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_digest_issue_org_unit_id_org_unit"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["person.id"],
            name=op.f("fk_digest_issue_signed_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["signed_for_id"],
            ["person.id"],
            name=op.f("fk_digest_issue_signed_for_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["word_by_id"], ["person.id"], name=op.f("fk_digest_issue_word_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_issue")),
        sa.UniqueConstraint("number", name=op.f("uq_digest_issue_number")),
    )
    with op.batch_alter_table("digest_issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_issue_org_unit_id"), ["org_unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_digest_issue_status"), ["status"], unique=False)
        batch_op.create_index(
            "uq_digest_issue_audience_month",
            ["audience", "month"],
            unique=True,
            sqlite_where=sa.text("status <> 'cancelled'"),
            postgresql_where=sa.text("status <> 'cancelled'"),
        )

    op.create_table(
        "digest_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "delivered",
                "stories",
                "pulse",
                "circles",
                "knowledge",
                "bravos",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("source_kind", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("title", JSON, nullable=False),
        sa.Column("summary", JSON, nullable=False),
        sa.Column("offered", JSON, nullable=False),
        sa.Column("quote", JSON, nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=False),
        sa.Column("url", sa.String(length=400), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("lineage", JSON, nullable=False),
        sa.Column("figures", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["digest_issue.id"],
            name=op.f("fk_digest_item_issue_id_digest_issue"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_item")),
        sa.UniqueConstraint(
            "issue_id",
            "section",
            "source_kind",
            "source_id",
            name=op.f("uq_digest_item_issue_id_section_source_kind_source_id"),
        ),
    )
    with op.batch_alter_table("digest_item", schema=None) as batch_op:
        batch_op.create_index(
            "ix_digest_item_issue_id_section_place", ["issue_id", "section", "place"], unique=False
        )

    op.create_table(
        "digest_recipient",
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "failed",
                "bounced",
                "gone",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=False),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.Column("called_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["digest_issue.id"],
            name=op.f("fk_digest_recipient_issue_id_digest_issue"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_digest_recipient_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("issue_id", "person_id", name=op.f("pk_digest_recipient")),
    )
    with op.batch_alter_table("digest_recipient", schema=None) as batch_op:
        batch_op.create_index(
            "ix_digest_recipient_due", ["issue_id", "outcome", "next_at", "person_id"], unique=False
        )
        batch_op.create_index(
            "ix_digest_recipient_leased", ["issue_id", "outcome", "leased_until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_digest_recipient_person_id"), ["person_id"], unique=False)

    op.create_table(
        "digest_remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("is_rejection", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_digest_remark_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["digest_issue.id"],
            name=op.f("fk_digest_remark_issue_id_digest_issue"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_remark")),
    )
    with op.batch_alter_table("digest_remark", schema=None) as batch_op:
        batch_op.create_index("ix_digest_remark_issue_id_id", ["issue_id", "id"], unique=False)

    op.create_table(
        "digest_unsubscription",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["digest_issue.id"],
            name=op.f("fk_digest_unsubscription_issue_id_digest_issue"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_digest_unsubscription_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digest_unsubscription")),
    )
    op.create_table(
        "digest_version",
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_digest_version_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["digest_issue.id"],
            name=op.f("fk_digest_version_issue_id_digest_issue"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("issue_id", "revision", name=op.f("pk_digest_version")),
    )


def downgrade() -> None:
    op.drop_table("digest_version")
    op.drop_table("digest_unsubscription")
    with op.batch_alter_table("digest_remark", schema=None) as batch_op:
        batch_op.drop_index("ix_digest_remark_issue_id_id")

    op.drop_table("digest_remark")
    with op.batch_alter_table("digest_recipient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_digest_recipient_person_id"))
        batch_op.drop_index("ix_digest_recipient_leased")
        batch_op.drop_index("ix_digest_recipient_due")

    op.drop_table("digest_recipient")
    with op.batch_alter_table("digest_item", schema=None) as batch_op:
        batch_op.drop_index("ix_digest_item_issue_id_section_place")

    op.drop_table("digest_item")
    with op.batch_alter_table("digest_issue", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_digest_issue_audience_month",
            sqlite_where=sa.text("status <> 'cancelled'"),
            postgresql_where=sa.text("status <> 'cancelled'"),
        )
        batch_op.drop_index(batch_op.f("ix_digest_issue_status"))
        batch_op.drop_index(batch_op.f("ix_digest_issue_org_unit_id"))

    op.drop_table("digest_issue")
    op.drop_table("digest_dead_address")
