"""How a drafted step writes the column types that Alembic cannot spell by itself."""

from typing import Any, Literal

import sqlalchemy as sa
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from backend.core.db import JSON


def render_item(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """The source text of a type of ours; False leaves the item to Alembic."""
    if kind != "type":
        return False
    if item is JSON or (isinstance(item, sa.JSON) and item._variant_mapping):
        context.imports.add("from backend.core.db import JSON")
        return "JSON"
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if isinstance(item, UTCDateTime):
        context.imports.add("from sqlmodel.sql.sqltypes import UTCDateTime")
        return "UTCDateTime()"
    return False
