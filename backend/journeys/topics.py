"""Topics: opening one, naming who answers for it, and finding whose a report is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import (
    ORG_UNIT_TREE,
    PEOPLE,
    SITES,
    Permission,
    PersonStatus,
    ancestors,
    display_name,
    get_person,
)
from backend.journeys import errors
from backend.journeys.models import JOURNEYS, STEPS
from backend.journeys.queries import steps_by_ids
from backend.journeys.topic_tables import TOPIC_RESPONDERS, TOPIC_STEPS, TOPICS, Topic

MOST = 200


class TopicInput(BaseModel):
    """A topic with its owner; `responders` answer beside them. A new fallback takes the old one's place."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    owner_id: UUID
    org_unit_id: UUID | None = None
    responders: Annotated[list[UUID], Field(max_length=20)] = []
    steps: Annotated[list[UUID], Field(max_length=40)] = []
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as lists show it."""

    id: UUID
    name: str
    org_unit_id: UUID | None
    owner_id: UUID | None
    owner_name: str | None
    is_fallback: bool


async def open_topic(session: Session, actor: Actor, given: TopicInput) -> Topic:
    """Open a topic. Errors: TopicEditorsOnly, TopicNameTaken, NotFound (somebody named)."""
    await _require_edit(session, actor, given)
    taken = await session.execute(sa.select(TOPICS.c.id).where(TOPICS.c.name == given.name))
    if taken.scalar_one_or_none() is not None:
        raise errors.TopicNameTaken(field="name")
    for person_id in (given.owner_id, *given.responders):
        await get_person(session, person_id)
    if given.is_fallback:
        await session.execute(sa.update(TOPICS).where(TOPICS.c.is_fallback).values(is_fallback=False))
    topic = Topic(
        name=given.name,
        org_unit_id=given.org_unit_id,
        owner_id=given.owner_id,
        is_fallback=given.is_fallback,
    )
    session.add(topic)
    await session.flush()
    for person_id in dict.fromkeys(given.responders):
        await session.execute(sa.insert(TOPIC_RESPONDERS).values(topic_id=topic.id, person_id=person_id))
    known = await steps_by_ids(session, given.steps)
    for step_id in known:
        await session.execute(sa.delete(TOPIC_STEPS).where(TOPIC_STEPS.c.step_id == step_id))
        await session.execute(sa.insert(TOPIC_STEPS).values(topic_id=topic.id, step_id=step_id))
    await events.record(session, actor, "topic.opened", "topic", topic.id, owner_id=given.owner_id)
    return topic


async def _require_edit(session: Session, actor: Actor, given: TopicInput) -> None:
    """Whoever decides on the topics of its unit, of each step it takes, of all the company for a fallback."""
    held = await session.execute(
        sa.select(JOURNEYS.c.org_unit_id)
        .join(STEPS, STEPS.c.journey_id == JOURNEYS.c.id)
        .where(STEPS.c.id.in_(given.steps))
    )
    # No unit is the whole company.
    for unit_id in {given.org_unit_id, *held.scalars(), *([None] if given.is_fallback else [])}:
        if not actor.may(Permission.TOPICS_EDIT, *await ancestors(session, unit_id)):
            raise errors.TopicEditorsOnly


async def topic_rows(session: Session, ids: Collection[UUID] | None = None) -> dict[UUID, TopicRow]:
    """Topics by id in the order of their names, all of them (at most 200) or these; one statement."""
    owner = display_name(PEOPLE).label("owner_name")
    rows = sa.select(TOPICS, owner).outerjoin(PEOPLE, PEOPLE.c.id == TOPICS.c.owner_id)
    if ids is not None:
        rows = rows.where(TOPICS.c.id.in_(ids))
    found = await session.execute(rows.order_by(TOPICS.c.name).limit(MOST))
    return {row.id: TopicRow(**{name: row._mapping[name] for name in TopicRow.__slots__}) for row in found}


async def get_topic(session: Session, topic_id: UUID) -> TopicRow:
    """The topic with this id; topics are known to all. Errors: NotFound."""
    found = (await topic_rows(session, [topic_id])).get(topic_id)
    if found is None:
        raise NotFound
    return found


async def topic_for(session: Session, org_unit_id: UUID | None, step_id: UUID | None = None) -> UUID | None:
    """Whose a report is when nobody says: its step's topic, else the nearest unit's, else the fallback.

    A topic that all who answered for it have left takes nothing, unless it is the fallback.
    """
    if step_id is not None:
        told = await session.execute(
            sa.select(TOPIC_STEPS.c.topic_id)
            .join(TOPICS, TOPICS.c.id == TOPIC_STEPS.c.topic_id)
            .where(TOPIC_STEPS.c.step_id == step_id, _somebody_answers())
        )
        if (topic_id := told.scalar_one_or_none()) is not None:
            by_step: UUID = topic_id
            return by_step
    near = await session.execute(
        sa.select(TOPICS.c.id)
        .join(ORG_UNIT_TREE, ORG_UNIT_TREE.c.ancestor_id == TOPICS.c.org_unit_id)
        .where(ORG_UNIT_TREE.c.descendant_id == org_unit_id, _somebody_answers())
        .order_by(ORG_UNIT_TREE.c.distance, TOPICS.c.name)
        .limit(1)
    )
    found: UUID | None = near.scalar_one_or_none()
    if found is None:
        fallback = await session.execute(sa.select(TOPICS.c.id).where(TOPICS.c.is_fallback))
        found = fallback.scalar_one_or_none()
    return found


def _somebody_answers() -> sa.ColumnElement[bool]:
    """A condition on TOPICS: its owner, or somebody beside them, is still here."""
    here = PEOPLE.c.status == PersonStatus.ACTIVE
    beside = sa.select(TOPIC_RESPONDERS.c.topic_id).join(PEOPLE).where(here)
    owned = sa.exists().where(PEOPLE.c.id == TOPICS.c.owner_id, here).correlate(TOPICS)
    return sa.or_(owned, TOPICS.c.id.in_(beside))


async def responders_of(session: Session, topic_id: UUID | None) -> tuple[UUID, ...]:
    """Who answers for a topic: its owner first."""
    if topic_id is None:
        return ()
    owner = await session.execute(sa.select(TOPICS.c.owner_id).where(TOPICS.c.id == topic_id))
    beside = await session.execute(
        sa.select(TOPIC_RESPONDERS.c.person_id).where(TOPIC_RESPONDERS.c.topic_id == topic_id)
    )
    return tuple(one for one in (owner.scalar_one_or_none(), *beside.scalars()) if one)


async def region_of_owner(session: Session, topic_id: UUID | None) -> str | None:
    """The region of the site where the topic's owner works."""
    found = await session.execute(
        sa.select(SITES.c.region)
        .join(PEOPLE, PEOPLE.c.site_id == SITES.c.id)
        .join(TOPICS, TOPICS.c.owner_id == PEOPLE.c.id)
        .where(TOPICS.c.id == topic_id)
    )
    region: str | None = found.scalar_one_or_none()
    return region


def answered_by(person_id: UUID | None) -> sa.Select[tuple[UUID]]:
    """The topics that somebody answers for, as a subquery."""
    return (
        sa.union(
            sa.select(TOPICS.c.id).where(TOPICS.c.owner_id == person_id),
            sa.select(TOPIC_RESPONDERS.c.topic_id).where(TOPIC_RESPONDERS.c.person_id == person_id),
        )
        .subquery()
        .select()
    )
