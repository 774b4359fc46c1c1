"""What people may type about surveys, and answer to them. Limits mirror the columns."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.commitments import PromiseInput
from backend.core.moments import Day
from backend.pulse.models import AlertState, AudienceKind, QuestionKind, Rhythm, SurveyTheme

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


MOST_QUESTIONS = 30
MOST_ANSWERS = 100
"""A survey's own questions, and those about commitments made to the units around somebody."""


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Texts(Input):
    """A text in both languages; either may be written later, before the opening."""

    fr: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""
    en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""


class Title(Input):
    fr: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=160)] = ""


class ChoiceInput(Texts):
    key: Key


class ConditionInput(Input):
    """Asked of those who gave one of `values` to the earlier `question`."""

    question: Key
    values: Annotated[list[int | str], Field(min_length=1, max_length=12)]


class QuestionInput(Input):
    key: Key
    kind: QuestionKind
    theme: SurveyTheme
    text: Texts
    hint: Texts = Texts()
    choices: Annotated[list[ChoiceInput], Field(max_length=12)] = []
    shown_if: ConditionInput | None = None
    measures_id: UUID | None = None
    """The commitment, kept, whose effect it measures again."""


class AudiencePartInput(Input):
    kind: AudienceKind
    target_id: UUID


class SurveyInput(Input):
    """A survey but for its questions. `org_unit_id` is the part of the company it is for; none, all of it."""

    title: Title
    promise: Texts = Texts()
    org_unit_id: UUID | None = None
    rhythm: Rhythm = Rhythm.BY_HAND
    open_days: Annotated[int, Field(ge=1, le=31)] = 7
    remind_after_days: Annotated[int, Field(ge=1, le=30)] | None = 3
    sample_size: Annotated[int, Field(ge=5, le=1_000_000)] | None = None
    audience: Annotated[list[AudiencePartInput], Field(max_length=200)] = []


class QuestionsInput(Input):
    """All of a survey's questions, in their order."""

    questions: Annotated[list[QuestionInput], Field(max_length=MOST_QUESTIONS)] = []


class AnswersInput(Input):
    """What somebody answers: closed answers by question, at most one comment, the code to come back to it."""

    answers: Annotated[dict[str, Any], Field(max_length=MOST_ANSWERS)] = {}
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)] = ""
    code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""


class ScoreInput(Input):
    """What one customer scored, of a unit or of a site; `reference` is what its tool calls it."""

    reference: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    given_on: Day
    score: Annotated[int, Field(ge=1, le=10)]
    org_unit_id: UUID | None = None
    site_id: UUID | None = None
    step_id: UUID | None = None
    channel: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    is_solved: bool | None = None
    verbatim: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)] = ""


class WordsInput(Input):
    """What is said in a conversation."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class AlertInput(Input):
    """What became of an alert."""

    state: Literal[AlertState.CARED_FOR, AlertState.HANDED_ON]


class CommitmentInput(PromiseInput):
    """What a unit's head commits to, about one theme of its results."""

    theme: SurveyTheme
