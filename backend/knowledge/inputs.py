"""What people may type in articles. Limits mirror the columns; codes are worded by the catalogues."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class ArticleInput(BaseModel):
    """The text of an article, and the `version` that was read to write it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160)]
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
    version: Annotated[int, Field(ge=1)]
