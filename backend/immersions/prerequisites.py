"""Prerequisites: what an activity may ask to hold, a licence or a training."""

from collections.abc import Collection, Mapping
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.inserts import insert_new
from backend.core.text import slugify
from backend.identity import Permission
from backend.immersions import errors
from backend.immersions.inputs import PrerequisiteInput
from backend.immersions.models import ACTIVITY_PREREQUISITES, PREREQUISITES, Prerequisite

MOST = 200


async def add_prerequisite(session: Session, actor: Actor, given: PrerequisiteInput) -> Prerequisite:
    """Something that an activity may ask to hold; its code is made of its French name unless it is given.

    Errors: EditionLeadersOnly, PrerequisiteKnown(code).
    """
    if not actor.may_somewhere(Permission.EDITIONS_MANAGE):
        raise errors.EditionLeadersOnly
    code = slugify(given.code or given.name.fr)[:40]
    made = Prerequisite(code=code, name=given.name.model_dump())
    row = sa.select(
        sa.literal(made.id, PREREQUISITES.c.id.type),
        sa.literal(made.code, PREREQUISITES.c.code.type),
        sa.literal(made.name, PREREQUISITES.c.name.type),
    )
    added = insert_new(session, PREREQUISITES, ["id", "code", "name"], row).returning(PREREQUISITES.c.id)
    if (await session.execute(added)).scalar_one_or_none() is None:
        raise errors.PrerequisiteKnown(code=made.code)
    await events.record(session, actor, "prerequisite.added", "prerequisite", made.id)
    return await prerequisite(session, made.id)


async def prerequisite(session: Session, prerequisite_id: UUID) -> Prerequisite:
    """One of them. Errors: NotFound."""
    found: Prerequisite | None = await session.get(Prerequisite, prerequisite_id)
    if found is None:
        raise NotFound
    return found


async def prerequisites(session: Session) -> list[Prerequisite]:
    """Everything that an activity may ask to hold, at most 200."""
    found = await session.execute(sa.select(Prerequisite).order_by(PREREQUISITES.c.code).limit(MOST))
    return list(found.scalars())


async def prerequisite_ids(session: Session, codes: Collection[str]) -> list[UUID]:
    """What these codes are of. Errors: UnknownPrerequisite."""
    found = await session.execute(sa.select(PREREQUISITES.c.id).where(PREREQUISITES.c.code.in_(codes)))
    ids = list(found.scalars())
    if len(ids) != len(set(codes)):
        raise errors.UnknownPrerequisite
    return ids


async def required_by(session: Session, activity_ids: Collection[UUID]) -> Mapping[UUID, list[Prerequisite]]:
    """What each of these activities asks to hold."""
    rows = await session.execute(
        sa.select(ACTIVITY_PREREQUISITES.c.activity_id, Prerequisite)
        .join(Prerequisite, PREREQUISITES.c.id == ACTIVITY_PREREQUISITES.c.prerequisite_id)
        .where(ACTIVITY_PREREQUISITES.c.activity_id.in_(activity_ids))
        .order_by(PREREQUISITES.c.code)
    )
    found: dict[UUID, list[Prerequisite]] = {one: [] for one in activity_ids}
    for activity_id, prerequisite in rows:
        found[activity_id].append(prerequisite)
    return found
