"""What people may type about reports. Limits mirror the columns; codes are worded by the catalogues."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from backend.reports.models import Kind, Signature, Status

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160)]
Body = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Part = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


def _split(value: object) -> object:
    """Tags as a form sends them, joined by commas."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ",".join(value)
    if isinstance(value, str):
        return list(dict.fromkeys(one.strip() for one in value.split(",") if one.strip()))
    return value


Tags = Annotated[list[Tag], BeforeValidator(_split), Field(max_length=8)]


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ReportInput(Input):
    """A kind and a sentence are enough to send."""

    kind: Kind
    title: Sentence
    body: Body = ""
    signature: Signature = Signature.NAME
    pseudonym: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    topic_id: UUID | None = None
    step_id: UUID | None = None
    handoff_id: UUID | None = None


class CompletionInput(Input):
    """What the author adds afterwards."""

    title: Sentence
    body: Body = ""
    topic_id: UUID | None = None
    step_id: UUID | None = None
    handoff_id: UUID | None = None
    tags: Tags = []


class TextInput(Input):
    """A comment, a note, a question, an answer."""

    text: Text


class ResponseInput(Input):
    """The three parts of an official response, all asked of the first one. `accept` says yes at once."""

    doing: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    not_doing: Part = ""
    by_when: Short = ""
    accept: bool = False
    promise: Short = ""
    due_on: date | None = None


class StatusInput(Input):
    """A status to go to, with what it asks for: a reason to decline, evidence and a day to deliver."""

    status: Status
    reason: Part = ""
    evidence: Part = ""
    verify_on: date | None = None


class MergeInput(Input):
    into: Annotated[int, Field(ge=1, lt=2**31)]
