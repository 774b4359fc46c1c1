"""What people may type about circles. Limits mirror the columns; codes are worded by the catalogues."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.circles.models import CircleKind, JoinPolicy
from backend.core.moments import Moment

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class CircleInput(Input):
    """A circle as its leads describe it. `draft` keeps it from everybody else until it is opened."""

    name: Line
    kind: CircleKind
    why: Why
    join_policy: JoinPolicy = JoinPolicy.OPEN
    capacity: Annotated[int, Field(ge=1, le=100_000)] | None = None
    org_unit_id: UUID | None = None
    parent_id: UUID | None = None
    draft: bool = False


class NewCircleInput(CircleInput):
    """A circle to create, with its first lead: whoever creates it, unless another is named."""

    lead_id: UUID | None = None


class InvitationInput(Input):
    person_id: UUID
    note: Note = ""


class InvitationListInput(Input):
    """E-mail addresses as a CSV text, one person a line."""

    emails: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200_000)]
    note: Note = ""


class GatheringInput(Input):
    """Without an offset, the times are those on the clocks of whoever typed them."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    starts_at: Moment
    ends_at: Moment
    place: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    link: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^(https?://\S+)?$")
    ] = ""
    agenda: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)] = ""


class Worded(Input):
    """A short text in both languages."""

    fr: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    en: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class CharterInput(Input):
    title: Worded
    mission: Worded
    values: Annotated[list[Worded], Field(max_length=12)] = []
    rules: Annotated[list[Worded], Field(max_length=12)] = []


class PerkInput(Input):
    product: Line
    offer: Worded
    kind: CircleKind | None = None
    ends_on: date | None = None


class PracticeInput(Input):
    title: Line
    credit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Item = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class LikelyQuestion(Input):
    question: Item
    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class MessageInput(Input):
    """A draft asks for a title alone; what publishing needs more is `messages.publish_message`'s."""

    title: Title
    why: Text = ""
    what_changes: Text = ""
    what_stays: Text = ""
    not_to_say: Text = ""
    how: Annotated[list[Item], Field(max_length=20)] = []
    answers: Annotated[list[LikelyQuestion], Field(max_length=20)] = []
    question: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""
    choices: Annotated[list[Item], Field(max_length=6)] = []
    right_choice: Annotated[int, Field(ge=0, le=5)] | None = None
    hours_per_layer: Annotated[int, Field(ge=1, le=720)] = 72


class UpwardQuestionInput(Input):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class UpwardAnswerInput(Input):
    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
