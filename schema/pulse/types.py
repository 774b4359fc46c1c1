"""Surveys and their waves, as types."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import pulse
from schema.directory import OrgUnit
from schema.ids import encode
from schema.pulse.results import ReleasedWave
from schema.texts import LocalizedText, localized

strawberry.enum(pulse.SurveyStatus, description="Where a survey stands.")
strawberry.enum(pulse.WaveStatus, description="Where a wave stands.")
strawberry.enum(pulse.Rhythm, description="How often a wave opens.")
strawberry.enum(pulse.AudienceKind, description="What a part of an audience is.")


@strawberry.type(description="The wave of a survey that is planned or open.")
class CurrentWave:
    id: strawberry.ID = strawberry.field(description="The wave's id.")
    status: pulse.WaveStatus = strawberry.field(description="Where it stands.")
    opens_at: datetime = strawberry.field(description="When it opens, in UTC.")
    closes_at: datetime = strawberry.field(description="When it closes, in UTC.")


@strawberry.type(description="A series of short surveys; for those who run it.")
class Survey(Node):
    id: NodeID[UUID]
    title: LocalizedText = strawberry.field(description="What it is called.")
    promise: LocalizedText | None = strawberry.field(description="Why people are asked.")
    status: pulse.SurveyStatus = strawberry.field(description="Where it stands.")
    version: int = strawberry.field(
        description="Its questions' version; it grows once a wave has asked them."
    )
    rhythm: pulse.Rhythm = strawberry.field(description="How often a wave opens.")
    open_days: int = strawberry.field(description="How many days a wave stays open.")
    remind_after_days: int | None = strawberry.field(description="When everybody asked is reminded, alike.")
    sample_size: int | None = strawberry.field(description="How many are drawn at random; null asks all.")
    org_unit: OrgUnit | None = strawberry.field(description="What it is for; null is all of it.")
    question_count: int = strawberry.field(description="How many questions it asks, free text included.")
    current_wave: CurrentWave | None = strawberry.field(description="Its wave that is planned or open.")


@strawberry.type(description="How many of those asked took part: the company's, refreshed daily.")
class Participation:
    rate: int | None = strawberry.field(
        description="Percent, to 5, or to 1 of a sealed wave of 100 answers; null if not shown, under 20 too."
    )


@strawberry.type(
    description="One time a survey asks; for those it asks, those who run it, and those who read its results."
)
class Wave(ReleasedWave, Node):
    id: NodeID[UUID]
    number: int = strawberry.field(description="Its place in the survey, from 1.")
    title: LocalizedText = strawberry.field(description="What the survey is called.")
    promise: LocalizedText | None = strawberry.field(description="Why people are asked.")
    status: pulse.WaveStatus = strawberry.field(description="Where it stands.")
    opens_at: datetime = strawberry.field(description="When it opens or was to open, in UTC.")
    closes_at: datetime = strawberry.field(description="When it closes or was to close, in UTC.")
    closed_at: datetime | None = strawberry.field(description="When it closed, in UTC.")
    sealed_at: datetime | None = strawberry.field(
        description="When its answers were counted and destroyed, in UTC."
    )
    invited: int = strawberry.field(description="How many people it asks.")
    threshold: int | None = strawberry.field(description="Answers that a figure takes, fixed at opening.")
    comment_threshold: int | None = strawberry.field(description="How many answers comments take.")
    question_count: int = strawberry.field(description="How many questions it asks, the comment apart.")
    minutes: int = strawberry.field(description="How long answering takes, about.")
    participation: Participation = strawberry.field(description="How many took part.")
    viewer_is_invited: bool = strawberry.field(description="Whether it asks the caller.")
    viewer_has_answered: bool | None = strawberry.field(
        description="Whether the caller's answers are counted; null for a token."
    )


def survey_node(row: pulse.SurveyRow) -> Survey:
    """The node of a row."""
    unit = OrgUnit(id=row.org_unit_id, name=row.org_unit_name or "") if row.org_unit_id else None
    return Survey(
        id=row.id,
        title=localized(row.title),
        promise=_said(row.promise),
        status=row.status,
        version=row.version,
        rhythm=row.rhythm,
        open_days=row.open_days,
        remind_after_days=row.remind_after_days,
        sample_size=row.sample_size,
        org_unit=unit,
        question_count=row.question_count,
        current_wave=_current(row),
    )


def wave_node(row: pulse.WaveRow) -> Wave:
    """The node of a row."""
    return Wave(
        id=row.id,
        number=row.number,
        title=localized(row.title),
        promise=_said(row.promise),
        status=row.status,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        sealed_at=row.sealed_at,
        invited=row.invited,
        threshold=row.k,
        comment_threshold=row.comment_k,
        question_count=row.question_count,
        minutes=row.minutes,
        participation=Participation(rate=row.rate),
        viewer_is_invited=row.is_invited,
        viewer_has_answered=row.has_answered,
    )


def _said(text: Mapping[str, str]) -> LocalizedText | None:
    return localized(text) if any(text.values()) else None


def _current(row: pulse.SurveyRow) -> CurrentWave | None:
    if not (row.wave_id and row.wave_status and row.wave_opens_at and row.wave_closes_at):
        return None
    return CurrentWave(
        id=strawberry.ID(encode("Wave", row.wave_id)),
        status=row.wave_status,
        opens_at=row.wave_opens_at,
        closes_at=row.wave_closes_at,
    )
