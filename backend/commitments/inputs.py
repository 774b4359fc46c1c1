"""What people may type about a promise. Limits mirror the columns."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError


def _in_our_time(value: date) -> date:
    if not 2000 <= value.year <= 2100:
        raise PydanticCustomError("out_of_range", "a date of this century")
    return value


Day = Annotated[date, AfterValidator(_in_our_time)]
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
