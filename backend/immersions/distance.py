"""How far offers are from where somebody works."""

from math import cos, hypot, radians

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import PEOPLE, SITES

KM_PER_DEGREE = 111.2
"""Of latitude, on a sphere of the Earth's mean radius."""

Desk = tuple[float, float]
"""A place of work: latitude and longitude, in degrees."""


async def desk_of(session: Session, actor: Actor) -> Desk | None:
    """Where the actor works; None where the directory or the map does not say."""
    found = await session.execute(
        sa.select(SITES.c.latitude, SITES.c.longitude)
        .join(PEOPLE, PEOPLE.c.site_id == SITES.c.id)
        .where(PEOPLE.c.id == actor.person_id)
    )
    row = found.one_or_none()
    if row is None or row.latitude is None or row.longitude is None:
        return None
    return row.latitude, row.longitude


def kilometres(here: Desk, there: Desk) -> float:
    """The distance, the Earth taken as flat around `here`: right to a few per cent at 300 km."""
    north = (there[0] - here[0]) * KM_PER_DEGREE
    east = (there[1] - here[1]) * KM_PER_DEGREE * cos(radians(here[0]))
    return hypot(north, east)


def within(here: Desk, km: int) -> sa.ColumnElement[bool]:
    """Sites at most `km` away, as `kilometres` measures."""
    north = (SITES.c.latitude - here[0]) * KM_PER_DEGREE
    east = (SITES.c.longitude - here[1]) * KM_PER_DEGREE * cos(radians(here[0]))
    return north * north + east * east <= km * km
