"""Arguments that several fields take, described once."""

from typing import Annotated

import strawberry

CircleSlug = Annotated[str, strawberry.argument(description="The last part of the circle's address.")]
ReportNumber = Annotated[int, strawberry.argument(description="The report's public number.")]
TypedText = Annotated[str, strawberry.argument(description="What is being typed.")]
UnitOrAll = Annotated[
    strawberry.ID | None, strawberry.argument(description="The unit; left out, the whole company.")
]
