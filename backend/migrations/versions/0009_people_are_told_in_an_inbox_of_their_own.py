"""People are told in an inbox of their own, and choose for each channel."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from backend.core.db import JSON

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEFORE = ("invitation", "membership", "gathering", "answer", "immersion", "pulse")
KEPT = "id, key, kind, person_id, subject, text, html, calendar, status, error, created_at, sent_at"


def _person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_person")
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name, ondelete="CASCADE")


def _values(name: str, *values: str, held: bool = True) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=held, length=32)


def upgrade() -> None:
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("params", JSON, nullable=False),
        sa.Column("href", sa.String(length=300), nullable=False),
        sa.Column("in_inbox", sa.Boolean(), nullable=False),
        sa.Column("waits_for_mail", sa.Boolean(), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _person("notification"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_notification_person_id_key")),
    )
    op.create_index(op.f("ix_notification_created_at"), "notification", ["created_at"])
    op.create_index("ix_notification_person_id_in_inbox_id", "notification", ["person_id", "in_inbox", "id"])
    op.create_table(
        "notification_reader",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("mail_due_at", UTCDateTime(), nullable=True),
        sa.Column("mailed_on", sa.Date(), nullable=True),
        sa.Column("mailed_count", sa.Integer(), nullable=False),
        _person("notification_reader"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notification_reader")),
    )
    op.create_index(op.f("ix_notification_reader_mail_due_at"), "notification_reader", ["mail_due_at"])

    op.execute("CREATE TABLE delivery_before AS SELECT * FROM delivery")
    op.drop_table("delivery")
    _deliveries(sa.Column("unsubscribe", sa.String(length=1000), nullable=False), held=False)
    op.execute(f"INSERT INTO delivery ({KEPT}, unsubscribe) SELECT {KEPT}, '' FROM delivery_before")
    op.drop_table("delivery_before")

    op.execute("CREATE TABLE preference_before AS SELECT * FROM notification_preference")
    op.drop_table("notification_preference")
    op.create_table(
        "notification_preference",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("channel", _values("channel", "inbox", "mail"), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        _person("notification_preference"),
        sa.PrimaryKeyConstraint("person_id", "kind", "channel", name=op.f("pk_notification_preference")),
    )
    op.execute(
        "INSERT INTO notification_preference (person_id, kind, channel, wanted) "
        "SELECT person_id, kind, 'mail', by_mail FROM preference_before"
    )
    op.drop_table("preference_before")


def downgrade() -> None:
    known = ", ".join(f"'{kind}'" for kind in BEFORE)
    op.execute(
        f"CREATE TABLE preference_after AS SELECT * FROM notification_preference "
        f"WHERE channel = 'mail' AND kind IN ({known})"
    )
    op.drop_table("notification_preference")
    op.create_table(
        "notification_preference",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _values("kind", *BEFORE), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        _person("notification_preference"),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_notification_preference")),
    )
    op.execute(
        "INSERT INTO notification_preference (person_id, kind, by_mail) "
        "SELECT person_id, kind, wanted FROM preference_after"
    )
    op.drop_table("preference_after")

    op.execute(f"CREATE TABLE delivery_after AS SELECT * FROM delivery WHERE kind IN ({known})")
    op.drop_table("delivery")
    _deliveries(held=True)
    op.execute(f"INSERT INTO delivery ({KEPT}) SELECT {KEPT} FROM delivery_after")
    op.drop_table("delivery_after")
    op.drop_table("notification_reader")
    op.drop_table("notification")


def _deliveries(*more: sa.Column[str], held: bool) -> None:
    """The letters: before, the database held their kind to a list."""
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", _values("kind", *BEFORE, held=held), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=True),
        *more,
        sa.Column("status", _values("status", "pending", "sent", "refused"), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        _person("delivery"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("key", name=op.f("uq_delivery_key")),
    )
    op.create_index(op.f("ix_delivery_created_at"), "delivery", ["created_at"])
    op.create_index(op.f("ix_delivery_person_id"), "delivery", ["person_id"])
