"""Comments are found without accents, whichever apostrophe was typed."""

import sqlalchemy as sa
from alembic import op

from backend.core.text import fold

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

TABLE = {"sqlite_with_rowid": False}
COMMENT = sa.table("pulse_comment", sa.column("id", sa.Uuid()), sa.column("text"), sa.column("search"))


def upgrade() -> None:
    with op.batch_alter_table("pulse_comment", schema=None, table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column("search", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    kept = connection.execute(sa.select(COMMENT.c.id, COMMENT.c.text)).all()
    folded = [{"comment": id, "folded": fold(text.replace("’", "'"))} for id, text in kept]
    if folded:
        found = sa.update(COMMENT).where(COMMENT.c.id == sa.bindparam("comment"))
        connection.execute(found.values(search=sa.bindparam("folded")), folded)
    with op.batch_alter_table("pulse_comment", schema=None, table_kwargs=TABLE) as batch_op:
        batch_op.alter_column("search", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("pulse_comment", schema=None, table_kwargs=TABLE) as batch_op:
        batch_op.drop_column("search")
