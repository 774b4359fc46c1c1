"""Joining, waiting and leaving, on both databases."""

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles.models import CIRCLES, JoinPolicy
from backend.core.db import Database
from backend.core.listing import Page
from backend.worker import Worker
from tests.cast import Cast


async def a_circle(cast: Cast, **values: object) -> str:
    slug = "coeur"
    async with cast.database.writing() as session:
        given = {"slug": slug, "name": "Cœur", "kind": "ambassador", "join_policy": JoinPolicy.OPEN, **values}
        await session.execute(sa.insert(CIRCLES).values(**given))
        await session.commit()
    return slug


async def join(cast: Cast, name: str, slug: str) -> circles.MembershipStatus:
    async with cast.database.writing() as session:
        actor = await cast.actor(name)
        circle = await circles.get_circle(session, actor, slug)
        status = (await circles.join(session, actor, circle)).status
        await session.commit()
    return status


async def test_a_full_circle_makes_newcomers_wait_in_order_and_promotes_the_first(
    cast: Cast, database: Database
) -> None:
    slug = await a_circle(cast, capacity=1)
    assert await join(cast, "ines", slug) == "active"
    assert await join(cast, "thomas", slug) == "waiting"
    assert await join(cast, "karim", slug) == "waiting"
    ines = await cast.actor("ines")
    async with database.writing() as session:
        await circles.leave(session, ines, await circles.get_circle(session, ines, slug))
        await session.commit()
    await Worker(database).drain()
    async with database.reading() as session:
        for name, status in {"thomas": "active", "karim": "waiting", "ines": None}.items():
            actor = await cast.actor(name)
            listing = await circles.visible_circles(session, actor, Page())
            assert listing.items[0].viewer_status == status


async def test_joining_twice_is_refused_and_takes_no_second_place(cast: Cast, database: Database) -> None:
    slug = await a_circle(cast, capacity=2)
    await join(cast, "ines", slug)
    with pytest.raises(circles.errors.AlreadyMember):
        await join(cast, "ines", slug)
    async with database.reading() as session:
        count = await session.scalar(sa.select(CIRCLES.c.member_count))
    assert count == 1
