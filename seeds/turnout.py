"""Who answers the demo's waves: a share of everybody, and the whole of one shop."""

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import ORG_UNIT_HEADS, ORG_UNITS, PEOPLE, subtree

SHARE = 0.78


@dataclass(frozen=True)
class Turnout:
    """`always` answer and `never` do not; of the others, a `share`. `people` are all, in a lasting order."""

    people: Sequence[UUID]
    always: frozenset[UUID]
    never: frozenset[UUID]
    share: float = SHARE

    def among(self, asked: Iterable[UUID], dice: random.Random) -> Iterator[UUID]:
        """Those of the people asked who answer; the same ones by the same dice."""
        some = frozenset(asked)
        for person_id in self.people:
            by_chance = dice.random() < self.share
            if person_id in some and (
                person_id in self.always or (by_chance and person_id not in self.never)
            ):
                yield person_id

    def so_far(self, waiting: Collection[UUID]) -> "Turnout":
        """Half-way through a wave; those who wait have not answered yet."""
        return replace(self, always=frozenset(), never=frozenset(waiting), share=SHARE / 2)


async def turnout_around(session: Session, head: Actor, region_id: UUID) -> Turnout:
    """The turnout that lets the shop of its head be shown from wave to wave, so that there is what to answer.

    Its whole team answers every time, and those beside it: a neighbour that changed a little would be hidden,
    and the shop with it. Those of its region who lead units alone do not answer: one answer beside the shop,
    or beside a unit around it, would have to hide it.
    """
    people = await session.execute(sa.select(PEOPLE.c.id).order_by(PEOPLE.c.external_id))
    around = await session.scalar(sa.select(ORG_UNITS.c.parent_id).where(ORG_UNITS.c.id == head.org_unit_id))
    assert around is not None
    near = await session.execute(sa.select(PEOPLE.c.id).where(PEOPLE.c.org_unit_id.in_(subtree(around))))
    leaders = await session.execute(
        sa.select(ORG_UNIT_HEADS.c.person_id).where(
            ORG_UNIT_HEADS.c.org_unit_id.in_(subtree(region_id)),
            ORG_UNIT_HEADS.c.org_unit_id.in_(sa.select(ORG_UNITS.c.parent_id)),
        )
    )
    never = frozenset(leaders.scalars())
    return Turnout(people.scalars().all(), frozenset(near.scalars()) - never, never)
