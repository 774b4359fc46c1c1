"""What people may type about journeys; limits mirror the columns."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.commitments import PromiseInput
from backend.core.moments import Day
from backend.journeys.models import Frequency, ReviewKind

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class StepInput(Input):
    """A step; two of one `position` are alternatives, in lane 0 and lane 1. `id` is that of one to keep."""

    id: UUID | None = None
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    position: Annotated[int, Field(ge=1, le=20)]
    lane: Annotated[int, Field(ge=0, le=1)] = 0


class HandoffInput(Input):
    """From one step to another, by their names; an owner on each side."""

    from_step: Line
    to_step: Line
    from_owner_id: UUID | None = None
    to_owner_id: UUID | None = None


class JourneyInput(Input):
    name: Line
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""
    org_unit_id: UUID | None = None
    conductor_id: UUID | None = None
    steps: Annotated[list[StepInput], Field(min_length=1, max_length=40)]
    handoffs: Annotated[list[HandoffInput], Field(max_length=80)] = []


class IrritantInput(Input):
    """On one step or on one handoff, never both."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
    frequency: Frequency
    step_id: UUID | None = None
    handoff_id: UUID | None = None


class FoundInput(Input):
    """What a review found to hurt; `place` is a step or a handoff of its journey."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
    place: UUID
    frequency: Frequency = Frequency.SOMETIMES


class ReviewInput(Input):
    """A review or a workshop, with what was found and what whoever tells it promised there."""

    kind: ReviewKind
    title: Line
    held_on: Day
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""
    irritants: Annotated[list[FoundInput], Field(max_length=10)] = []
    decisions: Annotated[list[PromiseInput], Field(max_length=10)] = []
