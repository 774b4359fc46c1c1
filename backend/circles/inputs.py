"""What people may type about circles. Limits mirror the columns; codes are worded by the catalogues."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.circles.models import CircleKind, JoinPolicy

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class CircleInput(Input):
    name: Line
    kind: CircleKind
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    join_policy: JoinPolicy = JoinPolicy.OPEN
    capacity: Annotated[int, Field(ge=1, le=100_000)] | None = None
    org_unit_id: UUID | None = None
    parent_id: UUID | None = None


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
