"""Comments that speak of danger are read by trained people; results are found by the unit around them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ROLES = (
    "employee",
    "cx_leader",
    "hr_leader",
    "responder",
    "moderator",
    "editor",
    "publisher",
    "sponsor",
    "administrator",
)


def upgrade() -> None:
    op.create_table(
        "comment_alert",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "cared_for",
                "handed_on",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["pulse_comment.id"],
            name=op.f("fk_comment_alert_comment_id_pulse_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_alert")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("comment_alert", schema=None) as batch_op:
        batch_op.create_index("ix_comment_alert_state", ["state"], unique=False)
    _take_roles((*ROLES[:3], "listener", *ROLES[3:]))
    with op.batch_alter_table("released_group", schema=None) as batch_op:
        batch_op.create_index("ix_released_group_parent_key", ["wave_id", "parent_key"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("released_group", schema=None) as batch_op:
        batch_op.drop_index("ix_released_group_parent_key")
    op.execute("DELETE FROM role_grant WHERE role = 'listener'")
    _take_roles(ROLES)
    with op.batch_alter_table("comment_alert", schema=None) as batch_op:
        batch_op.drop_index("ix_comment_alert_state")
    op.drop_table("comment_alert")


def _take_roles(roles: tuple[str, ...]) -> None:
    """Grants name one of these roles."""
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_role_grant_role"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_role_grant_role"), sa.column("role").in_(roles))
