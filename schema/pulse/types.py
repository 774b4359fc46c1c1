"""Surveys, their questions and their waves, as types."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import pulse
from schema.context import Info
from schema.directory import OrgUnit
from schema.pulse.measuring import measured_commitment
from schema.pulse.results import ReleasedWave
from schema.texts import LocalizedText
from schema.themes import SurveyTheme

if TYPE_CHECKING:
    from schema.commitments.types import Commitment

strawberry.enum(pulse.SurveyStatus, description="Where a survey stands.")
strawberry.enum(pulse.WaveStatus, description="Where a wave stands.")
strawberry.enum(pulse.Rhythm, description="How often a wave opens.")
strawberry.enum(pulse.QuestionKind, description="How a question is answered.")
strawberry.enum(pulse.AudienceKind, description="What a part of an audience is.")


@strawberry.type(description="A choice that a question offers.")
class QuestionChoice:
    key: str = strawberry.field(description="What an answer names.")
    text: LocalizedText = strawberry.field(description="What people read.")


@strawberry.type(description="On which earlier answer a question depends.")
class QuestionCondition:
    question: str = strawberry.field(description="The earlier question's key.")
    values: list[str] = strawberry.field(description="Asked after one of these: a number, or a choice's key.")


@strawberry.type(description="A question of a survey.")
class Question:
    key: str = strawberry.field(description="The same from version to version: trends follow it.")
    kind: pulse.QuestionKind = strawberry.field(description="How it is answered.")
    theme: SurveyTheme = strawberry.field(description="What it is about.")
    text: LocalizedText = strawberry.field(description="The question.")
    hint: LocalizedText | None = strawberry.field(description="What helps to answer it.")
    choices: list[QuestionChoice] = strawberry.field(description="What it offers, where one chooses.")
    shown_if: QuestionCondition | None = strawberry.field(description="After which answer it is asked.")
    measures_id: strawberry.Private[UUID | None]

    @strawberry.field(description="The commitment whose effect it measures again; null where it is none's.")
    async def measures(
        self, info: Info
    ) -> Annotated["Commitment", strawberry.lazy("schema.commitments.types")] | None:
        return await measured_commitment(info, self.measures_id)


@strawberry.type(description="A series of short surveys; for those who run it.")
class Survey(Node):
    id: NodeID[str]
    title: LocalizedText = strawberry.field(description="What it is called.")
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


@strawberry.type(description="How many of those asked took part: the company's, refreshed daily.")
class Participation:
    rate: int | None = strawberry.field(
        description="Percent, to the nearest 5, or 1 of a sealed wave of 100 answers; null if not shown."
    )


@strawberry.type(description="One time a survey asks; for those it asks, and those who run it.")
class Wave(ReleasedWave, Node):
    id: NodeID[str]
    number: int = strawberry.field(description="Its place in the survey, from 1.")
    title: LocalizedText = strawberry.field(description="What the survey is called.")
    status: pulse.WaveStatus = strawberry.field(description="Where it stands.")
    opens_at: datetime = strawberry.field(description="When it opens or was to open, in UTC.")
    closes_at: datetime = strawberry.field(description="When it closes or was to close, in UTC.")
    closed_at: datetime | None = strawberry.field(description="When it closed, in UTC.")
    invited: int = strawberry.field(description="How many people it asks.")
    threshold: int | None = strawberry.field(description="Answers that a figure takes, fixed at opening.")
    comment_threshold: int | None = strawberry.field(description="How many answers comments take.")
    minutes: int = strawberry.field(description="How long answering takes, about.")
    participation: Participation = strawberry.field(description="How many took part.")
    viewer_is_invited: bool = strawberry.field(description="Whether it asks the caller.")
    viewer_has_answered: bool | None = strawberry.field(
        description="Whether the caller's answers are counted; null for a token."
    )


def _text(value: Any) -> LocalizedText:
    return LocalizedText(fr=value.get("fr", ""), en=value.get("en", ""))


def survey_node(row: pulse.SurveyRow) -> Survey:
    """The node of a row."""
    unit = OrgUnit(id=str(row.org_unit_id), name=row.org_unit_name or "") if row.org_unit_id else None
    return Survey(
        id=str(row.id),
        title=_text(row.title),
        status=row.status,
        version=row.version,
        rhythm=row.rhythm,
        open_days=row.open_days,
        remind_after_days=row.remind_after_days,
        sample_size=row.sample_size,
        org_unit=unit,
        question_count=row.question_count,
    )


def wave_node(row: pulse.WaveRow) -> Wave:
    """The node of a row."""
    return Wave(
        id=str(row.id),
        number=row.number,
        title=_text(row.title),
        status=row.status,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        invited=row.invited,
        threshold=row.k,
        comment_threshold=row.comment_k,
        minutes=row.minutes,
        participation=Participation(rate=row.rate),
        viewer_is_invited=row.is_invited,
        viewer_has_answered=row.has_answered,
    )


def question_type(question: pulse.Question) -> Question:
    """The type of a question."""
    condition = question.shown_if
    return Question(
        key=question.key,
        kind=question.kind,
        theme=question.theme,
        text=_text(question.text),
        hint=_text(question.hint) if any(question.hint.values()) else None,
        choices=[QuestionChoice(key=one["key"], text=_text(one)) for one in question.choices],
        shown_if=QuestionCondition(
            question=condition["question"], values=[str(value) for value in condition["values"]]
        )
        if condition
        else None,
        measures_id=question.measures_id,
    )
