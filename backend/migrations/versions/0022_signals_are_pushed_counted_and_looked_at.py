"""Signals are pushed, counted and looked at."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "weather",
                "network",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum(
                "information",
                "warning",
                "severe",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("advice", sa.String(length=2000), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("external_reference", sa.String(length=80), nullable=True),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("pushed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_signal_lasts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
        sa.UniqueConstraint("external_reference", name=op.f("uq_signal_external_reference")),
    )
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.create_index("ix_signal_ends_at_starts_at", ["ends_at", "starts_at", "id"], unique=False)

    op.create_table(
        "signal_count",
        sa.Column(
            "kind",
            sa.Enum(
                "step", "site", "product", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "day", name=op.f("pk_signal_count")),
    )
    with op.batch_alter_table("signal_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_count_day"), ["day"], unique=False)

    op.create_table(
        "signal_site",
        sa.Column("signal_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signal_id"], ["signal.id"], name=op.f("fk_signal_site_signal_id_signal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_signal_site_site_id_site"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("signal_id", "site_id", name=op.f("pk_signal_site")),
    )
    with op.batch_alter_table("signal_site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_site_site_id"), ["site_id"], unique=False)

    op.create_table(
        "signal_rising",
        sa.Column(
            "kind",
            sa.Enum(
                "step", "site", "product", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=True),
        sa.Column("recent", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Float(), nullable=False),
        sa.Column("p_value", sa.Float(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journey.id"],
            name=op.f("fk_signal_rising_journey_id_journey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("pk_signal_rising")),
    )
    with op.batch_alter_table("signal_rising", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_rising_journey_id"), ["journey_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("signal_rising", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signal_rising_journey_id"))

    op.drop_table("signal_rising")
    with op.batch_alter_table("signal_site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signal_site_site_id"))

    op.drop_table("signal_site")
    with op.batch_alter_table("signal_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signal_count_day"))

    op.drop_table("signal_count")
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.drop_index("ix_signal_ends_at_starts_at")

    op.drop_table("signal")
