"""What people may type in the forum. Limits mirror the columns; codes are worded by the catalogues."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160)]
Body = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=400)]


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Opinion(StrEnum):
    """What anybody may say of an answer; confirming it is apart."""

    VOTE = "vote"
    HELPED = "helped"


class ThreadInput(Input):
    """A question: a sentence is enough. `expert_id` is the colleague asked by name."""

    title: Sentence
    text: Body = ""
    product: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    topic_id: UUID | None = None
    expert_id: UUID | None = None


class AnswerInput(Input):
    text: Text


class ReasonInput(Input):
    """Why something is flagged, hidden, locked, or holds no longer."""

    reason: Reason
