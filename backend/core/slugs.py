"""Addresses made of names."""

from collections.abc import Collection
from itertools import count
from typing import Any

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.text import slugify


async def free_slug(
    session: Session, column: sa.Column[Any], name: str, reserved: Collection[str] = ()
) -> str:
    """The name as an address, numbered where another row's `column` has it: « box », then « box-2 »."""
    slug = slugify(name)
    found = await session.execute(sa.select(column).where(column.startswith(slug)))
    taken = {*reserved, *found.scalars()}
    return next(s for n in count(1) if (s := slug if n == 1 else f"{slug}-{n}") not in taken)
