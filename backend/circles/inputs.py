"""What people may type about circles. Limits mirror the columns; codes are worded by the catalogues."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.circles.models import CircleKind, JoinPolicy

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
