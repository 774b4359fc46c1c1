"""Journeys, immersions, pulse and reports have their tables."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from backend.core.db import JSON

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prerequisite",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prerequisite")),
        sa.UniqueConstraint("code", name=op.f("uq_prerequisite_code")),
    )
    op.create_table(
        "report_number",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_report_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", JSON, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "day_in_job",
                "listening_in",
                "shop",
                "web_journey",
                "reciprocal_swap",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("kit", JSON, nullable=False),
        sa.Column("script", JSON, nullable=False),
        sa.Column("checklist", JSON, nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("retired_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_activity_org_unit_id_org_unit"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_org_unit_id"), ["org_unit_id"], unique=False)

    op.create_table(
        "activity_prerequisite",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("prerequisite_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_activity_prerequisite_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["prerequisite_id"],
            ["prerequisite.id"],
            name=op.f("fk_activity_prerequisite_prerequisite_id_prerequisite"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "prerequisite_id", name=op.f("pk_activity_prerequisite")),
    )
    with op.batch_alter_table("activity_prerequisite", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_prerequisite_prerequisite_id"), ["prerequisite_id"], unique=False
        )

    op.create_table(
        "commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("source_kind", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "open",
                "kept",
                "late",
                "dropped",
                name="fate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(fate = 'open') = (closed_at IS NULL)", name=op.f("ck_commitment_closed_with_its_fate")
        ),
        sa.CheckConstraint(
            "fate <> 'dropped' OR reason <> ''", name=op.f("ck_commitment_dropped_with_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_commitment_owner_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_commitment_owner_id_fate_due_on", ["owner_id", "fate", "due_on"], unique=False
        )
        batch_op.create_index("ix_commitment_source", ["source_kind", "source_id"], unique=False)

    op.create_table(
        "edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=400), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column(
            "phase",
            sa.Enum(
                "offers",
                "wishes",
                "matching",
                "review",
                "published",
                "days",
                "debrief",
                "closed",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("most_wishes", sa.Integer(), nullable=False),
        sa.Column("furthest_km", sa.Integer(), nullable=True),
        sa.Column(
            "approval",
            sa.Enum(
                "automatic",
                "manual",
                "below_hours",
                name="approval",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("approval_hours", sa.Integer(), nullable=True),
        sa.Column("rest_hours", sa.Integer(), nullable=False),
        sa.Column("offer_count", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "(approval = 'below_hours') = (approval_hours IS NOT NULL)",
            name=op.f("ck_edition_approval_hours"),
        ),
        sa.CheckConstraint("furthest_km IS NULL OR furthest_km > 0", name=op.f("ck_edition_furthest_km")),
        sa.CheckConstraint("most_wishes BETWEEN 1 AND 5", name=op.f("ck_edition_most_wishes")),
        sa.CheckConstraint(
            "previous_id IS NULL OR previous_id <> id", name=op.f("ck_edition_not_own_previous")
        ),
        sa.CheckConstraint("rest_hours BETWEEN 0 AND 48", name=op.f("ck_edition_rest_hours")),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["person.id"],
            name=op.f("fk_edition_created_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_edition_org_unit_id_org_unit"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["edition.id"], name=op.f("fk_edition_previous_id_edition"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("slug", name=op.f("uq_edition_slug")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_org_unit_id"), ["org_unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_previous_id"), ["previous_id"], unique=False)

    op.create_table(
        "journey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=400), nullable=False),
        sa.Column("conductor_id", sa.Uuid(), nullable=True),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conductor_id"], ["person.id"], name=op.f("fk_journey_conductor_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_journey_org_unit_id_org_unit"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey")),
    )
    with op.batch_alter_table("journey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journey_conductor_id"), ["conductor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journey_org_unit_id"), ["org_unit_id"], unique=False)

    op.create_table(
        "person_prerequisite",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("prerequisite_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_person_prerequisite_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["prerequisite_id"],
            ["prerequisite.id"],
            name=op.f("fk_person_prerequisite_prerequisite_id_prerequisite"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "prerequisite_id", name=op.f("pk_person_prerequisite")),
    )
    with op.batch_alter_table("person_prerequisite", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_prerequisite_prerequisite_id"), ["prerequisite_id"], unique=False
        )

    op.create_table(
        "survey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", JSON, nullable=False),
        sa.Column("promise", JSON, nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "running",
                "stopped",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column(
            "rhythm",
            sa.Enum(
                "by_hand",
                "monthly",
                "quarterly",
                name="rhythm",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("open_days", sa.Integer(), nullable=False),
        sa.Column("remind_after_days", sa.Integer(), nullable=True),
        sa.Column("sample_size", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("open_days BETWEEN 1 AND 31", name=op.f("ck_survey_open_days")),
        sa.CheckConstraint(
            "remind_after_days IS NULL OR (remind_after_days > 0 AND remind_after_days < open_days)",
            name=op.f("ck_survey_reminder_while_open"),
        ),
        sa.CheckConstraint("sample_size IS NULL OR sample_size > 0", name=op.f("ck_survey_sample_positive")),
        sa.CheckConstraint("version > 0", name=op.f("ck_survey_version_positive")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_survey_created_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"], ["org_unit.id"], name=op.f("fk_survey_org_unit_id_org_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_org_unit_id"), ["org_unit_id"], unique=False)

    op.create_table(
        "topic",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("is_fallback", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_unit_id"], ["org_unit.id"], name=op.f("fk_topic_org_unit_id_org_unit"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_topic_owner_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("name", name=op.f("uq_topic_name")),
    )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_org_unit_id"), ["org_unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_topic_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            "uq_topic_is_fallback",
            ["is_fallback"],
            unique=True,
            sqlite_where=sa.text("is_fallback"),
            postgresql_where=sa.text("is_fallback"),
        )

    op.create_table(
        "edition_phase",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "offers",
                "wishes",
                "matching",
                "review",
                "published",
                "days",
                "debrief",
                "closed",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", UTCDateTime(), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=True),
        sa.Column("opened_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_edition_phase_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["person.id"],
            name=op.f("fk_edition_phase_opened_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("edition_id", "phase", name=op.f("pk_edition_phase")),
    )
    with op.batch_alter_table("edition_phase", schema=None) as batch_op:
        batch_op.create_index("ix_edition_phase_opens_at", ["opens_at"], unique=False)

    op.create_table(
        "edition_site",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_edition_site_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_edition_site_site_id_site"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "site_id", name=op.f("pk_edition_site")),
    )
    with op.batch_alter_table("edition_site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_site_site_id"), ["site_id"], unique=False)

    op.create_table(
        "edition_unit",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_edition_unit_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_edition_unit_org_unit_id_org_unit"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("edition_id", "org_unit_id", name=op.f("pk_edition_unit")),
    )
    with op.batch_alter_table("edition_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_unit_org_unit_id"), ["org_unit_id"], unique=False)

    op.create_table(
        "journey_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("irritant_count", sa.Integer(), nullable=False),
        sa.CheckConstraint("irritant_count >= 0", name=op.f("ck_journey_step_counter")),
        sa.CheckConstraint("position >= 1 AND lane IN (0, 1)", name=op.f("ck_journey_step_on_the_map")),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journey.id"],
            name=op.f("fk_journey_step_journey_id_journey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey_step")),
        sa.UniqueConstraint(
            "journey_id", "position", "lane", name=op.f("uq_journey_step_journey_id_position_lane")
        ),
    )
    op.create_table(
        "left_out",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_left_out_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_left_out_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "person_id", name=op.f("pk_left_out")),
    )
    with op.batch_alter_table("left_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_left_out_person_id"), ["person_id"], unique=False)

    op.create_table(
        "matching_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "solving",
                "done",
                "failed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("pinned", sa.Integer(), nullable=False),
        sa.Column("unplaced", JSON, nullable=False),
        sa.Column("ranks", JSON, nullable=False),
        sa.Column("by_rank", JSON, nullable=False),
        sa.Column("under_minimum", JSON, nullable=False),
        sa.Column("optimal", sa.Boolean(), nullable=True),
        sa.Column("inputs_digest", sa.String(length=64), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("finished_at", UTCDateTime(), nullable=True),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(status = 'done') = (optimal IS NOT NULL)", name=op.f("ck_matching_run_done_has_figures")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["person.id"],
            name=op.f("fk_matching_run_asked_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_matching_run_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_run")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_matching_run_edition_id_number")),
    )
    with op.batch_alter_table("matching_run", schema=None) as batch_op:
        batch_op.create_index(
            "uq_matching_run_published",
            ["edition_id"],
            unique=True,
            sqlite_where=sa.text("published_at IS NOT NULL"),
            postgresql_where=sa.text("published_at IS NOT NULL"),
        )

    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("search", sa.String(length=600), nullable=False),
        sa.Column("description", sa.String(length=4000), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("accessibility", sa.String(length=500), nullable=False),
        sa.Column("to_bring", sa.String(length=500), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "proposed",
                "open",
                "declined",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("place_count", sa.Integer(), nullable=False),
        sa.Column("wish_count", sa.Integer(), nullable=False),
        sa.Column("first_starts_at", UTCDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("wish_count >= 0 AND place_count >= 0", name=op.f("ck_offer_counters")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_offer_activity_id_activity"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_offer_created_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_offer_decided_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_offer_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_offer_site_id_site"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(
            "ix_offer_edition_id_status_first_starts_at_id",
            ["edition_id", "status", "first_starts_at", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_offer_site_id"), ["site_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("days", JSON, nullable=True),
        sa.Column("furthest_km", sa.Integer(), nullable=True),
        sa.Column("needs", sa.String(length=500), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("furthest_km IS NULL OR furthest_km > 0", name=op.f("ck_participant_furthest_km")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_participant_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_participant_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "person_id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "released_member",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column(
            "cut",
            sa.Enum(
                "all",
                "unit",
                "direct",
                "site",
                "family",
                name="cut",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("person_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_released_member_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "cut", "key", "person_hash", name=op.f("pk_released_member")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_audience",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "unit",
                "site",
                "job_family",
                "circle",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_audience_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "kind", "target_id", name=op.f("pk_survey_audience")),
    )
    op.create_table(
        "survey_question",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "recommendation",
                "agreement",
                "single",
                "multiple",
                "text",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "theme",
            sa.Enum(
                "customers",
                "listening",
                "means",
                "cooperation",
                "management",
                "recognition",
                "meaning",
                "balance",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", JSON, nullable=False),
        sa.Column("hint", JSON, nullable=False),
        sa.Column("choices", JSON, nullable=False),
        sa.Column("shown_if", JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_question_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "version", "key", name=op.f("pk_survey_question")),
        sa.UniqueConstraint(
            "survey_id", "version", "position", name=op.f("uq_survey_question_survey_id_version_position")
        ),
    )
    op.create_table(
        "topic_responder",
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_topic_responder_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_topic_responder_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("topic_id", "person_id", name=op.f("pk_topic_responder")),
    )
    with op.batch_alter_table("topic_responder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_responder_person_id"), ["person_id"], unique=False)

    op.create_table(
        "wave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "open",
                "closed",
                "sealed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("k", sa.Integer(), nullable=True),
        sa.Column("comment_k", sa.Integer(), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("opens_at", UTCDateTime(), nullable=False),
        sa.Column("closes_at", UTCDateTime(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=True),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("sealed_at", UTCDateTime(), nullable=True),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.Column("rated_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("status = 'planned' OR (k >= 5 AND comment_k >= 10)", name=op.f("ck_wave_floor")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_wave_closes_after_opening")),
        sa.CheckConstraint("rate IS NULL OR rate BETWEEN 0 AND 100", name=op.f("ck_wave_rate")),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_wave_survey_id_survey"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_wave_survey_id_number")),
    )
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.create_index("ix_wave_status_closes_at", ["status", "closes_at"], unique=False)
        batch_op.create_index("ix_wave_status_opens_at", ["status", "opens_at"], unique=False)
        batch_op.create_index(
            "uq_wave_current",
            ["survey_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('planned', 'open')"),
            postgresql_where=sa.text("status IN ('planned', 'open')"),
        )

    op.create_table(
        "approval",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "approved",
                "refused",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_approval_decided_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_approval_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["person.id"], name=op.f("fk_approval_manager_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_approval_offer_id_offer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_approval_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "offer_id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index("ix_approval_edition_id_status", ["edition_id", "status"], unique=False)
        batch_op.create_index("ix_approval_manager_id_status", ["manager_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_offer_id"), ["offer_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_ballot_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_wave_id"), ["wave_id"], unique=False)

    op.create_table(
        "handoff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("from_step_id", sa.Uuid(), nullable=False),
        sa.Column("to_step_id", sa.Uuid(), nullable=False),
        sa.Column("from_owner_id", sa.Uuid(), nullable=True),
        sa.Column("to_owner_id", sa.Uuid(), nullable=True),
        sa.Column("irritant_count", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_step_id <> to_step_id", name=op.f("ck_handoff_between_two_steps")),
        sa.CheckConstraint("irritant_count >= 0", name=op.f("ck_handoff_counter")),
        sa.ForeignKeyConstraint(
            ["from_owner_id"],
            ["person.id"],
            name=op.f("fk_handoff_from_owner_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["from_step_id"],
            ["journey_step.id"],
            name=op.f("fk_handoff_from_step_id_journey_step"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journey.id"], name=op.f("fk_handoff_journey_id_journey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_owner_id"], ["person.id"], name=op.f("fk_handoff_to_owner_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["to_step_id"],
            ["journey_step.id"],
            name=op.f("fk_handoff_to_step_id_journey_step"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handoff")),
        sa.UniqueConstraint("from_step_id", "to_step_id", name=op.f("uq_handoff_from_step_id_to_step_id")),
    )
    with op.batch_alter_table("handoff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handoff_from_owner_id"), ["from_owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handoff_journey_id"), ["journey_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handoff_to_owner_id"), ["to_owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handoff_to_step_id"), ["to_step_id"], unique=False)

    op.create_table(
        "participation",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("person_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_participation_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", "person_hash", name=op.f("pk_participation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_key", sa.String(length=36), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(length=128), nullable=True),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_pulse_comment_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_comment")),
        sa.UniqueConstraint("wave_id", "position", name=op.f("uq_pulse_comment_wave_id_position")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pulse_comment", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_comment_code_hash", ["code_hash"], unique=False)

    op.create_table(
        "pulse_invitation",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_pulse_invitation_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_pulse_invitation_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "wave_id", name=op.f("pk_pulse_invitation")),
    )
    with op.batch_alter_table("pulse_invitation", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_invitation_invited_on", ["invited_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_pulse_invitation_wave_id"), ["wave_id"], unique=False)

    op.create_table(
        "release_cell",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column(
            "cut",
            sa.Enum(
                "all",
                "unit",
                "direct",
                "site",
                "family",
                name="cut",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("count_min", sa.Integer(), nullable=False),
        sa.Column("count_max", sa.Integer(), nullable=False),
        sa.Column("coarsened", sa.Boolean(), nullable=False),
        sa.Column("figures", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_release_cell_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", "question", "cut", "key", name=op.f("pk_release_cell")),
    )
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.create_index("ix_release_cell_key", ["key", "cut"], unique=False)

    op.create_table(
        "released_group",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column(
            "cut",
            sa.Enum(
                "all",
                "unit",
                "direct",
                "site",
                "family",
                name="cut",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("parent_key", sa.String(length=36), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_released_group_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", "cut", "key", name=op.f("pk_released_group")),
    )
    op.create_table(
        "slot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("placed_count", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("capacity > 0 AND minimum BETWEEN 0 AND capacity", name=op.f("ck_slot_capacity")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_slot_ends_after_start")),
        sa.CheckConstraint("placed_count BETWEEN 0 AND capacity", name=op.f("ck_slot_never_over_capacity")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_slot_offer_id_offer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index("ix_slot_offer_id_starts_at", ["offer_id", "starts_at", "id"], unique=False)

    op.create_table(
        "topic_step",
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["journey_step.id"],
            name=op.f("fk_topic_step_step_id_journey_step"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_topic_step_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("step_id", name=op.f("pk_topic_step")),
    )
    with op.batch_alter_table("topic_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_step_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "wave_audience",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("job_family_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_wave_audience_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_wave_audience_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", "person_id", name=op.f("pk_wave_audience")),
    )
    with op.batch_alter_table("wave_audience", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wave_audience_person_id"), ["person_id"], unique=False)

    op.create_table(
        "wave_group",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "unit",
                "site",
                "job_family",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("counted_as", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_wave_group_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", "kind", "group_id", name=op.f("pk_wave_group")),
    )
    op.create_table(
        "wave_key",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_wave_key_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_wave_key")),
    )
    op.create_table(
        "wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("rank BETWEEN 1 AND 5", name=op.f("ck_wish_rank")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_wish_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_wish_offer_id_offer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_wish_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint(
            "edition_id", "person_id", "rank", name=op.f("uq_wish_edition_id_person_id_rank")
        ),
        sa.UniqueConstraint("person_id", "offer_id", name=op.f("uq_wish_person_id_offer_id")),
    )
    with op.batch_alter_table("wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_offer_id"), ["offer_id"], unique=False)

    op.create_table(
        "withheld_from_members",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column(
            "member_cut",
            sa.Enum(
                "all",
                "unit",
                "direct",
                "site",
                "family",
                name="member_cut",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("member_key", sa.String(length=36), nullable=False),
        sa.Column(
            "cut",
            sa.Enum(
                "all",
                "unit",
                "direct",
                "site",
                "family",
                name="cut",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_withheld_from_members_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "wave_id",
            "question",
            "member_cut",
            "member_key",
            "cut",
            "key",
            name=op.f("pk_withheld_from_members"),
        ),
    )
    op.create_table(
        "irritant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=True),
        sa.Column("handoff_id", sa.Uuid(), nullable=True),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column(
            "frequency",
            sa.Enum(
                "once",
                "sometimes",
                "often",
                "every_time",
                name="frequency",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum("noted", "sent_on", name="status", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("source_kind", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("target_kind", sa.String(length=40), nullable=True),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("noted_at", UTCDateTime(), nullable=False),
        sa.Column("sent_on_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(status = 'sent_on') = (sent_on_at IS NOT NULL)", name=op.f("ck_irritant_dated_when_sent_on")
        ),
        sa.CheckConstraint("(step_id IS NULL) <> (handoff_id IS NULL)", name=op.f("ck_irritant_one_place")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoff.id"], name=op.f("fk_irritant_handoff_id_handoff"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journey.id"], name=op.f("fk_irritant_journey_id_journey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"],
            ["org_unit.id"],
            name=op.f("fk_irritant_org_unit_id_org_unit"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["journey_step.id"],
            name=op.f("fk_irritant_step_id_journey_step"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_irritant")),
    )
    with op.batch_alter_table("irritant", schema=None) as batch_op:
        batch_op.create_index("ix_irritant_handoff_id_id", ["handoff_id", "id"], unique=False)
        batch_op.create_index("ix_irritant_journey_id_id", ["journey_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_irritant_org_unit_id"), ["org_unit_id"], unique=False)
        batch_op.create_index("ix_irritant_source_kind_source_id", ["source_kind", "source_id"], unique=False)
        batch_op.create_index("ix_irritant_step_id_id", ["step_id", "id"], unique=False)

    op.create_table(
        "pin",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("pinned_by_id", sa.Uuid(), nullable=True),
        sa.Column("pinned_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_pin_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pin_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pinned_by_id"], ["person.id"], name=op.f("fk_pin_pinned_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slot.id"], name=op.f("fk_pin_slot_id_slot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "person_id", name=op.f("pk_pin")),
    )
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pin_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pin_slot_id"), ["slot_id"], unique=False)

    op.create_table(
        "placement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "run", "waiting_list", name="source", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("placed_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column(
            "ended_as",
            sa.Enum(
                "withdrawn", "moved", name="ended_as", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_as IS NULL)", name=op.f("ck_placement_ended")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_placement_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_placement_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slot.id"], name=op.f("fk_placement_slot_id_slot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_slot_id"), ["slot_id"], unique=False)
        batch_op.create_index(
            "uq_placement_current",
            ["edition_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "run_placement",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "first_wish",
                "lower_wish",
                "pinned",
                "nothing",
                "no_wish",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("slot_id", sa.Uuid(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("causes", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_run_placement_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["matching_run.id"],
            name=op.f("fk_run_placement_run_id_matching_run"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slot.id"], name=op.f("fk_run_placement_slot_id_slot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "person_id", name=op.f("pk_run_placement")),
    )
    with op.batch_alter_table("run_placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_placement_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_run_placement_slot_id"), ["slot_id"], unique=False)

    op.create_table(
        "slot_host",
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_slot_host_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slot.id"], name=op.f("fk_slot_host_slot_id_slot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("slot_id", "person_id", name=op.f("pk_slot_host")),
    )
    with op.batch_alter_table("slot_host", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_host_person_id"), ["person_id"], unique=False)

    op.create_table(
        "waiting",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("slot_ids", JSON, nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "offered",
                "accepted",
                "declined",
                "lapsed",
                "left",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("offered_slot_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(status = 'offered') = (offered_slot_id IS NOT NULL AND expires_at IS NOT NULL)",
            name=op.f("ck_waiting_offered"),
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_waiting_offer_id_offer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offered_slot_id"], ["slot.id"], name=op.f("fk_waiting_offered_slot_id_slot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_waiting_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["matching_run.id"], name=op.f("fk_waiting_run_id_matching_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "offer_id", "person_id", name=op.f("pk_waiting")),
        sa.UniqueConstraint(
            "run_id", "offer_id", "position", name=op.f("uq_waiting_run_id_offer_id_position")
        ),
    )
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_offer_id"), ["offer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_offered_slot_id"), ["offered_slot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_person_id"), ["person_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "bug",
                "idea",
                "simplification",
                "good_practice",
                "working_conditions",
                "irritant",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "received",
                "in_review",
                "accepted",
                "in_progress",
                "delivered",
                "declined",
                "duplicate",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("body", sa.String(length=10000), nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column(
            "signature",
            sa.Enum(
                "name",
                "pseudonym",
                "anonymous",
                name="signature",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("pseudonym", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column("step_id", sa.Uuid(), nullable=True),
        sa.Column("handoff_id", sa.Uuid(), nullable=True),
        sa.Column("irritant_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("completed_at", UTCDateTime(), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("subdivision", sa.String(length=8), nullable=False),
        sa.Column("clock_runs_from", UTCDateTime(), nullable=False),
        sa.Column("clock_counted", sa.Integer(), nullable=False),
        sa.Column("clock_due_at", UTCDateTime(), nullable=False),
        sa.Column("clock_very_late_at", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("answered_in", sa.Integer(), nullable=True),
        sa.Column("escalated_at", UTCDateTime(), nullable=True),
        sa.Column("accepted_at", UTCDateTime(), nullable=True),
        sa.Column("apply_by", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("evidence", sa.String(length=2000), nullable=False),
        sa.Column("delivered_at", UTCDateTime(), nullable=True),
        sa.Column("verify_on", sa.Date(), nullable=True),
        sa.Column("kept_from", sa.Date(), nullable=True),
        sa.Column("contested_at", UTCDateTime(), nullable=True),
        sa.Column("kept_at", UTCDateTime(), nullable=True),
        sa.Column("duplicate_of_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status_before",
            sa.Enum(
                "received",
                "in_review",
                "accepted",
                "in_progress",
                "delivered",
                "declined",
                "duplicate",
                name="status_before",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("vote_count", sa.Integer(), nullable=False),
        sa.Column("follower_count", sa.Integer(), nullable=False),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("holds_count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'duplicate') = (duplicate_of_id IS NOT NULL)",
            name=op.f("ck_report_duplicate_of_another"),
        ),
        sa.CheckConstraint(
            "signature <> 'anonymous' OR author_id IS NULL", name=op.f("ck_report_nobody_behind_anonymous")
        ),
        sa.CheckConstraint(
            "status <> 'declined' OR reason <> ''", name=op.f("ck_report_declined_with_a_reason")
        ),
        sa.CheckConstraint(
            "status <> 'delivered' OR evidence <> ''", name=op.f("ck_report_delivered_with_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_report_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_of_id"],
            ["report.id"],
            name=op.f("fk_report_duplicate_of_id_report"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoff.id"], name=op.f("fk_report_handoff_id_handoff"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["irritant_id"], ["irritant.id"], name=op.f("fk_report_irritant_id_irritant"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"], ["org_unit.id"], name=op.f("fk_report_org_unit_id_org_unit"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["journey_step.id"], name=op.f("fk_report_step_id_journey_step"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_report_topic_id_topic"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("number", name=op.f("uq_report_number")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(
            "ix_report_answered_at_clock_due_at", ["answered_at", "clock_due_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_report_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_duplicate_of_id"), ["duplicate_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_handoff_id"), ["handoff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_irritant_id"), ["irritant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_org_unit_id"), ["org_unit_id"], unique=False)
        batch_op.create_index("ix_report_status_number", ["status", "number"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_step_id"), ["step_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_topic_id"), ["topic_id"], unique=False)
        batch_op.create_index("ix_report_vote_count_number", ["vote_count", "number"], unique=False)

    op.create_table(
        "report_check",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("checked_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_report_check_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_check_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "person_id", name=op.f("pk_report_check")),
    )
    with op.batch_alter_table("report_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_check_person_id"), ["person_id"], unique=False)

    op.create_table(
        "report_follow_up",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_follow_up_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_follow_up")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_report_follow_up_code_hash")),
    )
    op.create_table(
        "report_follower",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("came_from_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["came_from_id"],
            ["report.id"],
            name=op.f("fk_report_follower_came_from_id_report"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_report_follower_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_follower_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "person_id", name=op.f("pk_report_follower")),
    )
    with op.batch_alter_table("report_follower", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_follower_came_from_id"), ["came_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_follower_person_id"), ["person_id"], unique=False)

    op.create_table(
        "report_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_photo_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_photo")),
    )
    with op.batch_alter_table("report_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_photo_report_id"), ["report_id"], unique=False)

    op.create_table(
        "report_post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "comment",
                "note",
                "question",
                "answer",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("from_author", sa.Boolean(), nullable=False),
        sa.Column("posted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_report_post_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_post_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_post")),
    )
    with op.batch_alter_table("report_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_post_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            "ix_report_post_report_id_posted_at", ["report_id", "posted_at", "id"], unique=False
        )

    op.create_table(
        "report_response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("doing", sa.String(length=2000), nullable=False),
        sa.Column("not_doing", sa.String(length=2000), nullable=False),
        sa.Column("by_when", sa.String(length=400), nullable=False),
        sa.Column("said_by_id", sa.Uuid(), nullable=True),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_response_report_id_report"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"],
            ["person.id"],
            name=op.f("fk_report_response_said_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_response")),
    )
    with op.batch_alter_table("report_response", schema=None) as batch_op:
        batch_op.create_index(
            "ix_report_response_report_id_said_at", ["report_id", "said_at", "id"], unique=False
        )

    op.create_table(
        "report_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "received",
                "in_review",
                "accepted",
                "in_progress",
                "delivered",
                "declined",
                "duplicate",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_report_step_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_step_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_step")),
    )
    with op.batch_alter_table("report_step", schema=None) as batch_op:
        batch_op.create_index("ix_report_step_report_id_at", ["report_id", "at", "id"], unique=False)

    op.create_table(
        "report_vote",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("came_from_id", sa.Uuid(), nullable=True),
        sa.Column("voted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["came_from_id"],
            ["report.id"],
            name=op.f("fk_report_vote_came_from_id_report"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_report_vote_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_vote_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "person_id", name=op.f("pk_report_vote")),
    )
    with op.batch_alter_table("report_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_vote_came_from_id"), ["came_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_vote_person_id"), ["person_id"], unique=False)

    op.create_table(
        "report_word",
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_word_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "report_id", name=op.f("pk_report_word")),
    )
    with op.batch_alter_table("report_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_word_report_id"), ["report_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("report_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_word_report_id"))

    op.drop_table("report_word")
    with op.batch_alter_table("report_vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_vote_person_id"))
        batch_op.drop_index(batch_op.f("ix_report_vote_came_from_id"))

    op.drop_table("report_vote")
    with op.batch_alter_table("report_step", schema=None) as batch_op:
        batch_op.drop_index("ix_report_step_report_id_at")

    op.drop_table("report_step")
    with op.batch_alter_table("report_response", schema=None) as batch_op:
        batch_op.drop_index("ix_report_response_report_id_said_at")

    op.drop_table("report_response")
    with op.batch_alter_table("report_post", schema=None) as batch_op:
        batch_op.drop_index("ix_report_post_report_id_posted_at")
        batch_op.drop_index(batch_op.f("ix_report_post_author_id"))

    op.drop_table("report_post")
    with op.batch_alter_table("report_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_photo_report_id"))

    op.drop_table("report_photo")
    with op.batch_alter_table("report_follower", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_follower_person_id"))
        batch_op.drop_index(batch_op.f("ix_report_follower_came_from_id"))

    op.drop_table("report_follower")
    op.drop_table("report_follow_up")
    with op.batch_alter_table("report_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_check_person_id"))

    op.drop_table("report_check")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_vote_count_number")
        batch_op.drop_index(batch_op.f("ix_report_topic_id"))
        batch_op.drop_index(batch_op.f("ix_report_step_id"))
        batch_op.drop_index("ix_report_status_number")
        batch_op.drop_index(batch_op.f("ix_report_org_unit_id"))
        batch_op.drop_index(batch_op.f("ix_report_irritant_id"))
        batch_op.drop_index(batch_op.f("ix_report_handoff_id"))
        batch_op.drop_index(batch_op.f("ix_report_duplicate_of_id"))
        batch_op.drop_index(batch_op.f("ix_report_author_id"))
        batch_op.drop_index("ix_report_answered_at_clock_due_at")

    op.drop_table("report")
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_person_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_offered_slot_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_offer_id"))

    op.drop_table("waiting")
    with op.batch_alter_table("slot_host", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_host_person_id"))

    op.drop_table("slot_host")
    with op.batch_alter_table("run_placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_run_placement_slot_id"))
        batch_op.drop_index(batch_op.f("ix_run_placement_person_id"))

    op.drop_table("run_placement")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_placement_current",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_placement_slot_id"))
        batch_op.drop_index(batch_op.f("ix_placement_person_id"))

    op.drop_table("placement")
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pin_slot_id"))
        batch_op.drop_index(batch_op.f("ix_pin_person_id"))

    op.drop_table("pin")
    with op.batch_alter_table("irritant", schema=None) as batch_op:
        batch_op.drop_index("ix_irritant_step_id_id")
        batch_op.drop_index("ix_irritant_source_kind_source_id")
        batch_op.drop_index(batch_op.f("ix_irritant_org_unit_id"))
        batch_op.drop_index("ix_irritant_journey_id_id")
        batch_op.drop_index("ix_irritant_handoff_id_id")

    op.drop_table("irritant")
    op.drop_table("withheld_from_members")
    with op.batch_alter_table("wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wish_offer_id"))

    op.drop_table("wish")
    op.drop_table("wave_key")
    op.drop_table("wave_group")
    with op.batch_alter_table("wave_audience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wave_audience_person_id"))

    op.drop_table("wave_audience")
    with op.batch_alter_table("topic_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_step_topic_id"))

    op.drop_table("topic_step")
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index("ix_slot_offer_id_starts_at")

    op.drop_table("slot")
    op.drop_table("released_group")
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.drop_index("ix_release_cell_key")

    op.drop_table("release_cell")
    with op.batch_alter_table("pulse_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pulse_invitation_wave_id"))
        batch_op.drop_index("ix_pulse_invitation_invited_on")

    op.drop_table("pulse_invitation")
    with op.batch_alter_table("pulse_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_pulse_comment_code_hash")

    op.drop_table("pulse_comment")
    op.drop_table("participation")
    with op.batch_alter_table("handoff", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handoff_to_step_id"))
        batch_op.drop_index(batch_op.f("ix_handoff_to_owner_id"))
        batch_op.drop_index(batch_op.f("ix_handoff_journey_id"))
        batch_op.drop_index(batch_op.f("ix_handoff_from_owner_id"))

    op.drop_table("handoff")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_wave_id"))

    op.drop_table("ballot")
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approval_offer_id"))
        batch_op.drop_index("ix_approval_manager_id_status")
        batch_op.drop_index("ix_approval_edition_id_status")

    op.drop_table("approval")
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_wave_current",
            sqlite_where=sa.text("status IN ('planned', 'open')"),
            postgresql_where=sa.text("status IN ('planned', 'open')"),
        )
        batch_op.drop_index("ix_wave_status_opens_at")
        batch_op.drop_index("ix_wave_status_closes_at")

    op.drop_table("wave")
    with op.batch_alter_table("topic_responder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_responder_person_id"))

    op.drop_table("topic_responder")
    op.drop_table("survey_question")
    op.drop_table("survey_audience")
    op.drop_table("released_member")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participant_person_id"))

    op.drop_table("participant")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offer_site_id"))
        batch_op.drop_index("ix_offer_edition_id_status_first_starts_at_id")
        batch_op.drop_index(batch_op.f("ix_offer_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_offer_activity_id"))

    op.drop_table("offer")
    with op.batch_alter_table("matching_run", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_matching_run_published",
            sqlite_where=sa.text("published_at IS NOT NULL"),
            postgresql_where=sa.text("published_at IS NOT NULL"),
        )

    op.drop_table("matching_run")
    with op.batch_alter_table("left_out", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_left_out_person_id"))

    op.drop_table("left_out")
    op.drop_table("journey_step")
    with op.batch_alter_table("edition_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_unit_org_unit_id"))

    op.drop_table("edition_unit")
    with op.batch_alter_table("edition_site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_site_site_id"))

    op.drop_table("edition_site")
    with op.batch_alter_table("edition_phase", schema=None) as batch_op:
        batch_op.drop_index("ix_edition_phase_opens_at")

    op.drop_table("edition_phase")
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_topic_is_fallback",
            sqlite_where=sa.text("is_fallback"),
            postgresql_where=sa.text("is_fallback"),
        )
        batch_op.drop_index(batch_op.f("ix_topic_owner_id"))
        batch_op.drop_index(batch_op.f("ix_topic_org_unit_id"))

    op.drop_table("topic")
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_org_unit_id"))

    op.drop_table("survey")
    with op.batch_alter_table("person_prerequisite", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_prerequisite_prerequisite_id"))

    op.drop_table("person_prerequisite")
    with op.batch_alter_table("journey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journey_org_unit_id"))
        batch_op.drop_index(batch_op.f("ix_journey_conductor_id"))

    op.drop_table("journey")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_previous_id"))
        batch_op.drop_index(batch_op.f("ix_edition_org_unit_id"))

    op.drop_table("edition")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_source")
        batch_op.drop_index("ix_commitment_owner_id_fate_due_on")

    op.drop_table("commitment")
    with op.batch_alter_table("activity_prerequisite", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_prerequisite_prerequisite_id"))

    op.drop_table("activity_prerequisite")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_org_unit_id"))

    op.drop_table("activity")
    op.drop_table("report_number")
    op.drop_table("prerequisite")
