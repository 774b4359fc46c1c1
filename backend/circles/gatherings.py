"""Planning a gathering, changing or cancelling it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import errors
from backend.circles.inputs import GatheringInput
from backend.circles.models import (
    ATTENDANCE,
    GATHERINGS,
    Circle,
    Gathering,
)
from backend.circles.policy import require_edit, require_open
from backend.circles.standing import get_circle_by_id, standing_of
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.local_time import instant


async def get_gathering(session: Session, actor: Actor, gathering_id: UUID) -> Gathering:
    """The gathering. Errors: NotFound, also where the actor may not know of its circle."""
    gathering: Gathering | None = await session.get(Gathering, gathering_id)
    if gathering is None:
        raise NotFound
    await get_circle_by_id(session, actor, gathering.circle_id)
    return gathering


async def plan_gathering(session: Session, actor: Actor, circle: Circle, given: GatheringInput) -> Gathering:
    """A new gathering of the circle, to come.

    Errors: LeadsOnly, CircleClosed, EndsBeforeStart, GatheringInThePast, NoSuchHour.
    """
    await _require_may_plan(session, actor, circle)
    values = _values(actor, given)
    _require_ahead(values["starts_at"])
    return await _planned(session, actor, circle, values)


async def note_gathering(session: Session, actor: Actor, circle: Circle, given: GatheringInput) -> Gathering:
    """As `plan_gathering`, for one that may be over: seeds, and a company that moves in."""
    await _require_may_plan(session, actor, circle)
    return await _planned(session, actor, circle, _values(actor, given))


async def change_gathering(
    session: Session, actor: Actor, gathering: Gathering, given: GatheringInput
) -> Gathering:
    """Bring the gathering to `given`; members are asked again when its time moves.

    Errors: LeadsOnly, GatheringOver, GatheringCancelled, EndsBeforeStart, GatheringInThePast, NoSuchHour.
    """
    held = await _edited(session, actor, gathering)
    values = _values(actor, given)
    changed = {name for name, value in values.items() if getattr(held, name) != value}
    if not changed:
        return held
    if "starts_at" in changed:
        _require_ahead(values["starts_at"])
    moved = not changed.isdisjoint({"starts_at", "ends_at"})
    for name in changed:
        setattr(held, name, values[name])
    if moved:
        held.time_zone = actor.time_zone
        await session.execute(
            sa.update(ATTENDANCE)
            .where(ATTENDANCE.c.gathering_id == held.id)
            .values(reply=None, replied_at=None)
        )
    _next_sequence(held, actor)
    await session.flush()
    await record_gathering(session, actor, "gathering.changed", held, moved=moved)
    return held


async def cancel_gathering(session: Session, actor: Actor, gathering: Gathering) -> Gathering:
    """Call the gathering off; calendars are told by its file. Errors: as `change_gathering`."""
    held = await _edited(session, actor, gathering)
    _next_sequence(held, actor)
    held.cancelled_at = held.changed_at
    await session.flush()
    await record_gathering(session, actor, "gathering.cancelled", held)
    return held


async def _require_may_plan(session: Session, actor: Actor, circle: Circle) -> None:
    standing = await standing_of(session, actor, circle)
    require_edit(standing)
    require_open(standing)


async def _planned(session: Session, actor: Actor, circle: Circle, values: dict[str, Any]) -> Gathering:
    gathering = Gathering(
        circle_id=circle.id,
        time_zone=actor.time_zone,
        created_by_id=actor.person_id,
        changed_by_id=actor.person_id,
        **values,
    )
    session.add(gathering)
    await session.flush()
    await record_gathering(session, actor, "gathering.planned", gathering)
    return gathering


def _values(actor: Actor, given: GatheringInput) -> dict[str, Any]:
    """The columns of an input, its times as instants."""
    starts_at, ends_at = (
        instant(value, actor.time_zone, field)
        for field, value in (("starts_at", given.starts_at), ("ends_at", given.ends_at))
    )
    if ends_at <= starts_at:
        raise errors.EndsBeforeStart
    return {**given.model_dump(), "starts_at": starts_at, "ends_at": ends_at}


def _require_ahead(starts_at: datetime) -> None:
    if starts_at <= now():
        raise errors.GatheringInThePast


async def gathering_now(session: Session, gathering_id: UUID) -> Gathering:
    """The gathering as it is now, held until the end of the transaction."""
    found = await session.execute(
        sa.select(Gathering)
        .where(GATHERINGS.c.id == gathering_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    gathering: Gathering = found.scalar_one()
    return gathering


async def gathering_ahead(session: Session, gathering_id: UUID) -> Gathering:
    """As `gathering_now`. Errors: GatheringCancelled, GatheringOver."""
    held = await gathering_now(session, gathering_id)
    if held.cancelled_at is not None:
        raise errors.GatheringCancelled
    if held.ends_at <= now():
        raise errors.GatheringOver
    return held


async def _edited(session: Session, actor: Actor, gathering: Gathering) -> Gathering:
    circle = await get_circle_by_id(session, actor, gathering.circle_id)
    require_edit(await standing_of(session, actor, circle))
    return await gathering_ahead(session, gathering.id)


def _next_sequence(gathering: Gathering, actor: Actor) -> None:
    gathering.sequence += 1
    gathering.changed_at = now()
    gathering.changed_by_id = actor.person_id


async def record_gathering(
    session: Session, actor: Actor, name: str, gathering: Gathering, **more: Any
) -> None:
    """Record what happened to a gathering, with its circle."""
    await events.record(
        session, actor, name, "gathering", gathering.id, circle_id=gathering.circle_id, **more
    )
