"""Questions, as types."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from backend import pulse
from schema.context import Info
from schema.ids import encode
from schema.pulse.measuring import measured_commitment
from schema.texts import LocalizedText, localized
from schema.themes import SurveyTheme

if TYPE_CHECKING:
    from schema.commitments.types import Commitment

strawberry.enum(pulse.QuestionKind, description="How a question is answered.")


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
    missing: int = strawberry.field(description="How many of its texts lack one of the two languages.")
    commitment_id: strawberry.ID | None = strawberry.field(
        description="The commitment to a unit that it asks whether it was kept; null where it asks of none."
    )
    measures_id: strawberry.Private[UUID | None]

    @strawberry.field(description="The commitment whose effect it measures again; null where it is none's.")
    async def measures(
        self, info: Info
    ) -> Annotated["Commitment", strawberry.lazy("schema.commitments.types")] | None:
        return await measured_commitment(info, self.measures_id)


def question_type(question: pulse.Question) -> Question:
    """The type of a question."""
    condition = question.shown_if
    about = encode("Commitment", question.commitment) if question.commitment else None
    return Question(
        key=question.key,
        kind=question.kind,
        theme=question.theme,
        text=localized(question.text),
        hint=localized(question.hint) if any(question.hint.values()) else None,
        choices=[QuestionChoice(key=one["key"], text=localized(one)) for one in question.choices],
        shown_if=QuestionCondition(
            question=condition["question"], values=[str(value) for value in condition["values"]]
        )
        if condition
        else None,
        missing=question.missing,
        commitment_id=strawberry.ID(about) if about else None,
        measures_id=question.measures_id,
    )
