"""Inputs of surveys, and how they become the slice's own."""

from typing import Any

import strawberry

from backend import pulse
from backend.core.errors import checked
from schema.context import plain
from schema.ids import decode
from schema.texts import LocalizedTextInput
from schema.themes import SurveyTheme

TARGETS = {
    pulse.AudienceKind.UNIT: "OrgUnit",
    pulse.AudienceKind.SITE: "Site",
    pulse.AudienceKind.JOB_FAMILY: "JobFamily",
    pulse.AudienceKind.CIRCLE: "Circle",
}


@strawberry.input(description="A choice that a question offers.")
class QuestionChoiceInput:
    key: str = strawberry.field(description="What an answer will name: small letters, figures, `_`.")
    text: LocalizedTextInput = strawberry.field(description="What people read.")


@strawberry.input(description="On which earlier answer a question depends.")
class QuestionConditionInput:
    question: str = strawberry.field(description="The earlier question's key.")
    values: list[str] = strawberry.field(description="Asked after one of these: a number, or a choice's key.")


@strawberry.input(description="A question, from the library or of one's own.")
class SurveyQuestionInput:
    key: str = strawberry.field(description="Small letters, figures, `_`; the same key makes the trend.")
    kind: pulse.QuestionKind = strawberry.field(description="How it is answered.")
    theme: SurveyTheme = strawberry.field(description="What it is about.")
    text: LocalizedTextInput = strawberry.field(description="The question.")
    hint: LocalizedTextInput | None = strawberry.field(default=None, description="What helps to answer it.")
    choices: list[QuestionChoiceInput] = strawberry.field(
        default_factory=list, description="What it offers, for one or several choices."
    )
    shown_if: QuestionConditionInput | None = strawberry.field(
        default=None, description="After which answer it is asked; left out, it always is."
    )
    measures_id: strawberry.ID | None = strawberry.field(
        default=None, description="The commitment, kept, whose effect it measures again."
    )


@strawberry.input(description="A part of whom a survey asks.")
class AudiencePartInput:
    kind: pulse.AudienceKind = strawberry.field(description="What the part is.")
    target_id: strawberry.ID = strawberry.field(description="The unit, site, job family or circle.")


def questions(given: list[SurveyQuestionInput]) -> list[pulse.QuestionInput]:
    """The slice's inputs. Errors: InvalidInput."""
    values = [_question(strawberry.asdict(one)) for one in given]
    return checked(pulse.QuestionsInput, {"questions": values}).questions


def survey(values: dict[str, Any], audience: list[AudiencePartInput]) -> pulse.SurveyInput:
    """The slice's input; `values` as the mutation took them. Errors: InvalidInput, BadId."""
    parts = [
        {"kind": one.kind, "target_id": decode(one.target_id, TARGETS[one.kind], "audience")}
        for one in audience
    ]
    given = plain(values)
    if given.get("org_unit_id"):
        given["org_unit_id"] = decode(given["org_unit_id"], "OrgUnit", "org_unit_id")
    return checked(pulse.SurveyInput, {**given, "audience": parts})


def _question(values: dict[str, Any]) -> dict[str, Any]:
    condition = values["shown_if"]
    if condition:
        condition = {**condition, "values": [_value(one) for one in condition["values"]]}
    choices = [{"key": one["key"], **one["text"]} for one in values["choices"]]
    measures = values["measures_id"]
    return {
        **values,
        "hint": values["hint"] or {},
        "choices": choices,
        "shown_if": condition,
        "measures_id": decode(measures, "Commitment", "measures_id") if measures else None,
    }


def _value(typed: str) -> int | str:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else typed
