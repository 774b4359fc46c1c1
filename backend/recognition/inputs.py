"""What people may type about recognition."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class BravoInput(BaseModel):
    """A word to a colleague, or to whoever wrote a report or a post of the forum; `agrees` to be quoted."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    word: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=280)]
    person_id: UUID | None = None
    report: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    post_id: UUID | None = None
    agrees: bool = False
