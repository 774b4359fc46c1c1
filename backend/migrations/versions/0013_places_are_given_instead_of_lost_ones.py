"""Places are given instead of lost ones."""

from backend.migrations.enums import change_words

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SOURCES = ("run", "waiting_list")
ENDS = ("withdrawn", "moved")


def upgrade() -> None:
    change_words("placement", "source", SOURCES, (*SOURCES, "instead"))
    change_words("placement", "ended_as", ENDS, (*ENDS, "lost"))


def downgrade() -> None:
    change_words("placement", "source", (*SOURCES, "instead"), SOURCES)
    change_words("placement", "ended_as", (*ENDS, "lost"), ENDS)
