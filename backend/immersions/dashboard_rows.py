"""How an edition went, for whoever runs it: by unit and by activity, what hurt where, beside earlier ones.

Everything is counted in the database, in a constant number of statements whatever the edition's size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.identity import ORG_UNIT_TREE, ORG_UNITS
from backend.immersions.models import ACTIVITIES, DEBRIEFS, EDITIONS, Edition
from backend.immersions.policy import require_lead
from backend.immersions.standing import standing_of
from backend.immersions.tallies import MOST, Tally, TallyRow, facts_of, summed, tally_in
from backend.journeys import HANDOFFS, IRRITANTS, STEPS

EARLIER = 3
"""How many editions before this one are shown beside it."""


@dataclass(frozen=True, slots=True)
class HurtRow:
    """How many irritants the edition's debriefs placed on a step or a handoff, and how many went on."""

    journey_id: UUID
    place: str
    irritants: int
    sent_on: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`total` counts everybody; `units` are those just below the one that runs the edition."""

    total: Tally
    units: Sequence[TallyRow]
    activities: Sequence[TallyRow]
    hurts: Sequence[HurtRow]
    earlier: Sequence[TallyRow]


async def dashboard(session: Session, actor: Actor, edition: Edition) -> Dashboard:
    """The edition's figures. Errors: EditionLeadersOnly."""
    require_lead(await standing_of(session, actor, edition))
    chain = await _chain(session, edition)
    facts = facts_of("edition_id", list(chain))
    tallies = {row.key: tally_in(row) for row in await session.execute(summed(facts, facts.c.key))}
    return Dashboard(
        total=tallies.get(edition.id, Tally()),
        units=await _by_unit(session, edition),
        activities=await _by_activity(session, edition),
        hurts=await _hurts(session, edition.id),
        earlier=[
            TallyRow(one, name, tallies.get(one, Tally())) for one, name in chain.items() if one != edition.id
        ],
    )


async def _chain(session: Session, edition: Edition) -> dict[UUID, str]:
    """The edition and those before it, the nearest first: their ids and names."""
    before = (
        sa.select(EDITIONS.c.id, EDITIONS.c.name, EDITIONS.c.previous_id, sa.literal(0).label("depth"))
        .where(EDITIONS.c.id == edition.id)
        .cte("before", recursive=True)
    )
    older = alias_of(EDITIONS, "older")
    before = before.union_all(
        sa.select(older.c.id, older.c.name, older.c.previous_id, before.c.depth + 1).where(
            older.c.id == before.c.previous_id, before.c.depth < EARLIER
        )
    )
    found = await session.execute(sa.select(before.c.id, before.c.name).order_by(before.c.depth))
    return {row.id: row.name for row in found}


async def _by_unit(session: Session, edition: Edition) -> list[TallyRow]:
    """Of each unit just below the one that runs the edition, with everything under it."""
    facts = facts_of("edition_id", [edition.id])
    top = edition.org_unit_id
    root = sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.parent_id.is_(None)).limit(1).scalar_subquery()
    statement = (
        summed(facts, ORG_UNITS.c.id, ORG_UNITS.c.name)
        .join(ORG_UNIT_TREE, ORG_UNIT_TREE.c.descendant_id == facts.c.org_unit_id)
        .join(ORG_UNITS, ORG_UNITS.c.id == ORG_UNIT_TREE.c.ancestor_id)
        .where(ORG_UNITS.c.parent_id == (top if top is not None else root))
        .order_by(ORG_UNITS.c.name)
    )
    return [TallyRow(row.key, row.name, tally_in(row)) for row in await session.execute(statement)]


async def _by_activity(session: Session, edition: Edition) -> list[TallyRow]:
    facts = facts_of("activity_id", [edition.id])
    tallies = {row.key: tally_in(row) for row in await session.execute(summed(facts, facts.c.key))}
    named = await session.execute(
        sa.select(ACTIVITIES.c.id, ACTIVITIES.c.name)
        .where(ACTIVITIES.c.id.in_(list(tallies)))
        .order_by(ACTIVITIES.c.id)
    )
    return [TallyRow(row.id, row.name, tallies[row.id]) for row in named]


async def _hurts(session: Session, edition_id: UUID) -> list[HurtRow]:
    """The steps and handoffs on which this edition's debriefs placed most irritants."""
    start, end = alias_of(STEPS, "start"), alias_of(STEPS, "end")
    place = sa.func.coalesce(STEPS.c.name, start.c.name + " → " + end.c.name)
    count = sa.func.count(IRRITANTS.c.id)
    found = await session.execute(
        sa.select(
            IRRITANTS.c.journey_id,
            place.label("place"),
            count.label("irritants"),
            sa.func.count(IRRITANTS.c.sent_on_at).label("sent_on"),
        )
        .join(
            DEBRIEFS,
            sa.and_(IRRITANTS.c.source_kind == "debrief", IRRITANTS.c.source_id == DEBRIEFS.c.id),
        )
        .outerjoin(STEPS, STEPS.c.id == IRRITANTS.c.step_id)
        .outerjoin(HANDOFFS, HANDOFFS.c.id == IRRITANTS.c.handoff_id)
        .outerjoin(start, start.c.id == HANDOFFS.c.from_step_id)
        .outerjoin(end, end.c.id == HANDOFFS.c.to_step_id)
        .where(DEBRIEFS.c.edition_id == edition_id)
        .group_by(IRRITANTS.c.journey_id, place)
        .order_by(count.desc(), place)
        .limit(MOST)
    )
    return [HurtRow(**row._mapping) for row in found]
