"""Activities: what one may come and do, with its kit in both languages."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import EVERYWHERE, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import ORG_UNIT_TREE, Permission, ancestors
from backend.immersions import errors
from backend.immersions.inputs import ActivityInput
from backend.immersions.models import (
    ACTIVITIES,
    ACTIVITY_PREREQUISITES,
    PREREQUISITES,
    Activity,
)
from backend.immersions.policy import require_run

MOST = 200


async def get_activity(session: Session, activity_id: UUID) -> Activity:
    """The activity, retired ones included. Errors: NotFound."""
    activity: Activity | None = await session.get(Activity, activity_id)
    if activity is None:
        raise NotFound
    return activity


async def activities_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, Activity]:
    """These activities by id; everybody may know of every one."""
    found = await session.execute(sa.select(Activity).where(ACTIVITIES.c.id.in_(ids)))
    return {one.id: one for one in found.scalars()}


async def activities_offered(session: Session, org_unit_id: UUID | None) -> list[Activity]:
    """The activities that an edition run by this unit may offer, at most 200: its own and those above it."""
    above = await ancestors(session, org_unit_id)
    found = await session.execute(
        sa.select(Activity)
        .where(
            ACTIVITIES.c.retired_at.is_(None),
            sa.or_(ACTIVITIES.c.org_unit_id.is_(None), ACTIVITIES.c.org_unit_id.in_(above)),
        )
        .order_by(ACTIVITIES.c.id)
        .limit(MOST)
    )
    return list(found.scalars())


async def add_activity(session: Session, actor: Actor, given: ActivityInput) -> Activity:
    """A new activity of a part of the company.

    Errors: EditionLeadersOnly, UnknownPlace, UnknownPrerequisite.
    """
    await _check(session, actor, given)
    activity = Activity(**given.model_dump(exclude={"prerequisite_ids"}))
    session.add(activity)
    await session.flush()
    await _require(session, activity.id, given.prerequisite_ids)
    await events.record(session, actor, "activity.added", "activity", activity.id)
    return activity


async def change_activity(
    session: Session, actor: Actor, activity: Activity, given: ActivityInput
) -> Activity:
    """Rewrite an activity and its kit; offers of it show the new one. Errors: as `add_activity`."""
    require_run(actor, await ancestors(session, activity.org_unit_id))
    await _check(session, actor, given)
    for name, value in given.model_dump(exclude={"prerequisite_ids"}).items():
        setattr(activity, name, value)
    await session.flush()
    await _require(session, activity.id, given.prerequisite_ids)
    await events.record(session, actor, "activity.changed", "activity", activity.id)
    return activity


async def retire_activity(session: Session, actor: Actor, activity: Activity) -> Activity:
    """Offer an activity no more; what was offered keeps it. Errors: EditionLeadersOnly."""
    require_run(actor, await ancestors(session, activity.org_unit_id))
    activity.retired_at = activity.retired_at or now()
    await session.flush()
    await events.record(session, actor, "activity.retired", "activity", activity.id)
    return activity


def editable(actor: Actor) -> sa.ColumnElement[bool]:
    """The activities that the actor may change."""
    held = actor.reach.get(Permission.EDITIONS_MANAGE, frozenset())
    if actor.is_system or EVERYWHERE in held:
        return sa.true()
    below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id.in_(held))
    return sa.func.coalesce(ACTIVITIES.c.org_unit_id.in_(below), sa.false())


async def _check(session: Session, actor: Actor, given: ActivityInput) -> None:
    above = await ancestors(session, given.org_unit_id)
    if given.org_unit_id is not None and not above:
        raise errors.UnknownPlace
    require_run(actor, above)
    known = await session.execute(
        sa.select(PREREQUISITES.c.id).where(PREREQUISITES.c.id.in_(given.prerequisite_ids))
    )
    if set(known.scalars()) != set(given.prerequisite_ids):
        raise errors.UnknownPrerequisite


async def _require(session: Session, activity_id: UUID, ids: Collection[UUID]) -> None:
    await session.execute(
        sa.delete(ACTIVITY_PREREQUISITES).where(ACTIVITY_PREREQUISITES.c.activity_id == activity_id)
    )
    if ids:
        rows = [{"activity_id": activity_id, "prerequisite_id": one} for one in dict.fromkeys(ids)]
        await session.execute(sa.insert(ACTIVITY_PREREQUISITES), rows)
