"""Circles moved, closed and joined at the same instant."""

import asyncio

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles import errors
from backend.circles.models import CIRCLES
from backend.core.db import Database
from tests.cast import Cast
from tests.circles.scene import a_circle, as_, row, states


async def under(cast: Cast, slug: str, parent: str) -> circles.CircleInput:
    """The circle as it is, but sponsored by `parent`."""
    here, above = await row(cast, slug), await row(cast, parent)
    names = circles.CircleInput.model_fields.keys() - {"draft"}
    return circles.CircleInput(**{name: getattr(here, name) for name in names} | {"parent_id": above.id})


async def test_two_circles_never_sponsor_each_other(cast: Cast, database: Database) -> None:
    one = await a_circle(cast, name="Une", kind="evangelist")
    other = await a_circle(cast, name="Autre", kind="evangelist")
    first, second = await under(cast, one, other), await under(cast, other, one)
    async with database.writing() as session:
        karim = await cast.actor("karim")
        circle = await circles.get_circle(session, karim, one)
        await circles.edit_circle(session, karim, circle, first)
        racing = asyncio.create_task(as_(cast, "karim", other, circles.edit_circle, second))
        await asyncio.wait([racing], timeout=1)
        await session.commit()
    with pytest.raises(errors.ParentUnfit):
        await racing
    async with database.reading() as session:
        parents = (await session.execute(sa.select(CIRCLES.c.parent_id))).scalars().all()
    assert parents.count(None) == 1


async def test_a_circle_closed_meanwhile_takes_no_request(cast: Cast, database: Database) -> None:
    slug = await a_circle(cast, join_policy="request")
    async with database.reading() as session:
        ines = await cast.actor("ines")
        seen = await circles.get_circle(session, ines, slug)
    await as_(cast, "karim", slug, circles.archive_circle)
    async with database.writing() as session:
        with pytest.raises(errors.CircleClosed):
            await circles.join(session, ines, seen)
    async with database.reading() as session:
        assert await states(session, seen.id) == {}
