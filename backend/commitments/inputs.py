"""What people may type about a promise. Limits mirror the columns."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.core.moments import Day

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PromiseInput(Input):
    """A promise; its owner is whoever makes it, unless another is named."""

    what: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
    due_on: Day
    owner_id: UUID | None = None


class DropInput(Input):
    reason: Reason


class MoveInput(Input):
    due_on: Day
    reason: Reason
