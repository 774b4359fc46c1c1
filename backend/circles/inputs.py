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
