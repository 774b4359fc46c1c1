"""The forum has its tables."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forum_thread",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("product", sa.String(length=60), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("expert_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("last_post_at", UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer_count", sa.Integer(), nullable=False),
        sa.Column("solution_count", sa.Integer(), nullable=False),
        sa.Column("outdated_count", sa.Integer(), nullable=False),
        sa.Column("helped_count", sa.Integer(), nullable=False),
        sa.Column("again_count", sa.Integer(), nullable=False),
        sa.Column("locked_at", UTCDateTime(), nullable=True),
        sa.Column("locked_reason", sa.String(length=400), nullable=False),
        sa.Column("hidden_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_forum_thread_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["person.id"], name=op.f("fk_forum_thread_expert_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_forum_thread_org_unit_id_org_unit"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_forum_thread_topic_id_topic"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_thread")),
    )
    with op.batch_alter_table("forum_thread", schema=None) as batch_op:
        batch_op.create_index(
            "ix_forum_thread_answer_count", ["answer_count", "last_post_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_forum_thread_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_thread_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index("ix_forum_thread_last_post_at", ["last_post_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_thread_org_unit_id"), ["org_unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_thread_product"), ["product"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_thread_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "forum_post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("posted_at", UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accepted_at", UTCDateTime(), nullable=True),
        sa.Column("accepted_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("confirmed_count", sa.Integer(), nullable=False),
        sa.Column("outdated_at", UTCDateTime(), nullable=True),
        sa.Column("outdated_by_id", sa.Uuid(), nullable=True),
        sa.Column("outdated_note", sa.String(length=400), nullable=False),
        sa.Column("vote_count", sa.Integer(), nullable=False),
        sa.Column("helped_count", sa.Integer(), nullable=False),
        sa.Column("flag_count", sa.Integer(), nullable=False),
        sa.Column("hidden_at", UTCDateTime(), nullable=True),
        sa.Column("hidden_reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "hidden_at IS NULL OR hidden_reason <> ''", name=op.f("ck_forum_post_hidden_with_a_reason")
        ),
        sa.CheckConstraint(
            "confirmed_at IS NULL OR accepted_at IS NOT NULL",
            name=op.f("ck_forum_post_confirmed_once_accepted"),
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"],
            ["person.id"],
            name=op.f("fk_forum_post_accepted_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_forum_post_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["outdated_by_id"],
            ["person.id"],
            name=op.f("fk_forum_post_outdated_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_forum_post_site_id_site"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["forum_thread.id"],
            name=op.f("fk_forum_post_thread_id_forum_thread"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_post")),
    )
    with op.batch_alter_table("forum_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_post_accepted_at"), ["accepted_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_post_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_post_flag_count"), ["flag_count"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_post_site_id"), ["site_id"], unique=False)
        batch_op.create_index(
            "ix_forum_post_thread_id_posted_at", ["thread_id", "posted_at", "id"], unique=False
        )
        batch_op.create_index("ix_forum_post_thread_id_version", ["thread_id", "version"], unique=False)

    op.create_table(
        "forum_word",
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["forum_thread.id"],
            name=op.f("fk_forum_word_thread_id_forum_thread"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "thread_id", name=op.f("pk_forum_word")),
    )
    with op.batch_alter_table("forum_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_word_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "forum_flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("flagged_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_flag_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_post.id"], name=op.f("fk_forum_flag_post_id_forum_post"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_flag")),
        sa.UniqueConstraint("post_id", "person_id", name=op.f("uq_forum_flag_post_id_person_id")),
    )
    with op.batch_alter_table("forum_flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_flag_person_id"), ["person_id"], unique=False)

    op.create_table(
        "forum_mark",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "vote",
                "helped",
                "confirmed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("marked_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_mark_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_post.id"], name=op.f("fk_forum_mark_post_id_forum_post"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_forum_mark_site_id_site"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("post_id", "person_id", "kind", name=op.f("pk_forum_mark")),
    )
    with op.batch_alter_table("forum_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_mark_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("forum_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_mark_person_id"))

    op.drop_table("forum_mark")
    with op.batch_alter_table("forum_flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_flag_person_id"))

    op.drop_table("forum_flag")
    with op.batch_alter_table("forum_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_word_thread_id"))

    op.drop_table("forum_word")
    with op.batch_alter_table("forum_post", schema=None) as batch_op:
        batch_op.drop_index("ix_forum_post_thread_id_version")
        batch_op.drop_index("ix_forum_post_thread_id_posted_at")
        batch_op.drop_index(batch_op.f("ix_forum_post_site_id"))
        batch_op.drop_index(batch_op.f("ix_forum_post_flag_count"))
        batch_op.drop_index(batch_op.f("ix_forum_post_author_id"))
        batch_op.drop_index(batch_op.f("ix_forum_post_accepted_at"))

    op.drop_table("forum_post")
    with op.batch_alter_table("forum_thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_thread_topic_id"))
        batch_op.drop_index(batch_op.f("ix_forum_thread_product"))
        batch_op.drop_index(batch_op.f("ix_forum_thread_org_unit_id"))
        batch_op.drop_index("ix_forum_thread_last_post_at")
        batch_op.drop_index(batch_op.f("ix_forum_thread_expert_id"))
        batch_op.drop_index(batch_op.f("ix_forum_thread_author_id"))
        batch_op.drop_index("ix_forum_thread_answer_count")

    op.drop_table("forum_thread")
