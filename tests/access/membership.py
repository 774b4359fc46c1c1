"""Joining, leaving and the lead's part."""

from typing import Any

import sqlalchemy as sa

from backend import circles
from backend.circles.models import CIRCLES
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from tests.access.actions import Action, Scene
from tests.cast import Cast


async def an_open_circle(_cast: Cast, session: Session, **values: Any) -> Scene:
    """A circle of the company that anybody may join."""
    slug = f"circle-{new_id()}"
    given = {"slug": slug, "name": "Cœur", "kind": "ambassador", "join_policy": "open", **values}
    await session.execute(sa.insert(CIRCLES).values(**given))
    return {"slug": slug}


async def join(session: Session, actor: Actor, scene: Scene) -> object:
    return await circles.join(session, actor, await circles.get_circle(session, actor, scene["slug"]))


MEMBERSHIP = (
    Action(
        "circles.join",
        arrange=an_open_circle,
        verb=join,
        page=lambda scene: (f"/circles/{scene['slug']}/join", {}),
        mutation=lambda scene: ("joinCircle", {"slug": scene["slug"]}),
    ),
)
