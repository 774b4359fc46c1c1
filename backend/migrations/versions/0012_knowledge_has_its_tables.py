"""Knowledge has its tables."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("body", sa.String(length=10000), nullable=False),
        sa.Column("product", sa.String(length=60), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "validated",
                "outdated",
                "archived",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("validated_by_id", sa.Uuid(), nullable=True),
        sa.Column("validated_at", UTCDateTime(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("outdated_note", sa.String(length=400), nullable=False),
        sa.Column("version_count", sa.Integer(), nullable=False),
        sa.Column("again_count", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "status <> 'validated' OR valid_until IS NOT NULL", name=op.f("ck_article_validated_until_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_article_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_article_org_unit_id_org_unit"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_post.id"], name=op.f("fk_article_post_id_forum_post"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["forum_thread.id"],
            name=op.f("fk_article_thread_id_forum_thread"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_article_topic_id_topic"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["validated_by_id"],
            ["person.id"],
            name=op.f("fk_article_validated_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("post_id", name=op.f("uq_article_post_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_article_slug")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_org_unit_id"), ["org_unit_id"], unique=False)
        batch_op.create_index("ix_article_status_changed_at", ["status", "changed_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_thread_id"), ["thread_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_topic_id"), ["topic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_valid_until"), ["valid_until"], unique=False)

    op.create_table(
        "article_version",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("body", sa.String(length=10000), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_version_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["person.id"],
            name=op.f("fk_article_version_written_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("pk_article_version")),
    )
    op.create_table(
        "article_word",
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_word_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "article_id", name=op.f("pk_article_word")),
    )
    with op.batch_alter_table("article_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_word_article_id"), ["article_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("article_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_word_article_id"))

    op.drop_table("article_word")
    op.drop_table("article_version")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_valid_until"))
        batch_op.drop_index(batch_op.f("ix_article_topic_id"))
        batch_op.drop_index(batch_op.f("ix_article_thread_id"))
        batch_op.drop_index("ix_article_status_changed_at")
        batch_op.drop_index(batch_op.f("ix_article_org_unit_id"))
        batch_op.drop_index(batch_op.f("ix_article_author_id"))

    op.drop_table("article")
