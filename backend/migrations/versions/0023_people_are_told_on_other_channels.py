"""People are told on other channels than mail."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BEFORE = ("inbox", "mail")
AFTER = (*BEFORE, "teams", "slack", "sms")


def upgrade() -> None:
    op.add_column("person", sa.Column("mobile", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("notification", sa.Column("waits_for", sa.String(40), nullable=False, server_default=""))
    op.execute("UPDATE notification SET waits_for = 'mail' WHERE waits_for_mail")
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_column("waits_for_mail")
        batch_op.alter_column("waits_for", server_default=None)
    channel = sa.Enum(*AFTER, name="channel", native_enum=False, create_constraint=True, length=32)
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channel", channel, nullable=False, server_default="mail"))
        batch_op.add_column(sa.Column("link", sa.String(length=1000), nullable=False, server_default=""))
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.alter_column("channel", server_default=None)
        batch_op.alter_column("link", server_default=None)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("mobile", server_default=None)
    _take_channels(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM notification_preference WHERE channel NOT IN ('inbox', 'mail')")
    op.execute("DELETE FROM delivery WHERE channel <> 'mail'")
    _take_channels(BEFORE)
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_channel"), type_="check")
        batch_op.drop_column("link")
        batch_op.drop_column("channel")
    op.add_column(
        "notification", sa.Column("waits_for_mail", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE notification SET waits_for_mail = (waits_for LIKE '%mail%')")
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_column("waits_for")
        batch_op.alter_column("waits_for_mail", server_default=None)
    op.drop_column("person", "mobile")


def _take_channels(channels: tuple[str, ...]) -> None:
    """Preferences name one of these channels."""
    with op.batch_alter_table("notification_preference", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_notification_preference_channel"), type_="check")
        named = sa.column("channel").in_(channels)
        batch_op.create_check_constraint(batch_op.f("ck_notification_preference_channel"), named)
