"""What leaders read about runs: their figures side by side, who got what, how each date fills."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.core.text import like
from backend.identity import ORG_UNITS, PEOPLE, display_name
from backend.immersions.matching import Joined, Outcome
from backend.immersions.models import (
    EDITIONS,
    MATCHING_RUNS,
    OFFERS,
    PINS,
    RUN_PLACEMENTS,
    SLOTS,
    OfferStatus,
    RunStatus,
)
from backend.immersions.standing import known, leads


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run: its objective is `unplaced` and `ranks` by class, empty until it is done.

    `swaps` are pairs of people; of a large run under way, those of a quick answer.
    """

    id: UUID
    edition_id: UUID
    number: int
    seed: int
    status: RunStatus
    people: int
    placed: int
    pinned: int
    unplaced: Sequence[int]
    ranks: Sequence[int]
    by_rank: Sequence[int]
    swaps: int
    swap_ranks: int
    joined: Joined | None
    under_minimum: dict[str, int]
    optimal: bool | None
    inputs_digest: str
    milliseconds: int | None
    asked_at: datetime
    finished_at: datetime | None
    published_at: datetime | None

    @property
    def objective(self) -> list[int]:
        """(u1, u2, u3, c1, c2, c3); empty until the run is done."""
        return [*self.unplaced, *self.ranks]

    @property
    def without(self) -> int:
        """How many people have nothing."""
        return sum(self.unplaced)

    @property
    def publishable(self) -> bool:
        """Whether it is done and proved, and not published yet."""
        return self.status is RunStatus.DONE and bool(self.optimal) and self.published_at is None


@dataclass(frozen=True, slots=True)
class RunPlacementRow:
    """What a run found for somebody; `pinned_slot_id` is where they are pinned now, if they are."""

    person_id: UUID
    person_name: str
    family_name: str
    unit_name: str | None
    outcome: Outcome
    rank: int | None
    drawn: bool
    slot_id: UUID | None
    offer_id: UUID | None
    offer_title: str | None
    starts_at: datetime | None
    pinned_slot_id: UUID | None


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date where somebody may be pinned."""

    slot_id: UUID
    offer_title: str
    starts_at: datetime
    capacity: int
    pinned: int


async def runs_of(session: Session, actor: Actor, edition_id: UUID, page: Page) -> Listing[RunRow]:
    """The runs of an edition, the last one first: all for whoever runs it, the published one for others."""
    statement = _rows(actor).where(MATCHING_RUNS.c.edition_id == edition_id)
    order = [MATCHING_RUNS.c.id]
    return await listed(session, statement, order, page, _run, name="runs", descending=True)


async def runs_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, RunRow]:
    """Those of these runs that the actor may know of."""
    found = await session.execute(_rows(actor).where(MATCHING_RUNS.c.id.in_(ids)))
    return {row.id: _run(row) for row in found}


async def placements_of_run(
    session: Session, actor: Actor, run_id: UUID, page: Page, *, words: str = "", nothing: bool = False
) -> Listing[RunPlacementRow]:
    """Who got what in a run, by name, for whoever runs the edition; `nothing` keeps those who got nothing."""
    statement = (
        sa.select(
            RUN_PLACEMENTS.c.person_id,
            display_name(PEOPLE).label("person_name"),
            PEOPLE.c.family_name,
            ORG_UNITS.c.name.label("unit_name"),
            RUN_PLACEMENTS.c.outcome,
            RUN_PLACEMENTS.c.rank,
            RUN_PLACEMENTS.c.drawn,
            RUN_PLACEMENTS.c.slot_id,
            SLOTS.c.offer_id,
            OFFERS.c.title.label("offer_title"),
            SLOTS.c.starts_at,
            PINS.c.slot_id.label("pinned_slot_id"),
        )
        .join(MATCHING_RUNS, MATCHING_RUNS.c.id == RUN_PLACEMENTS.c.run_id)
        .join(EDITIONS, EDITIONS.c.id == MATCHING_RUNS.c.edition_id)
        .join(PEOPLE, PEOPLE.c.id == RUN_PLACEMENTS.c.person_id)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        .outerjoin(SLOTS, SLOTS.c.id == RUN_PLACEMENTS.c.slot_id)
        .outerjoin(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .outerjoin(PINS, sa.and_(PINS.c.edition_id == EDITIONS.c.id, PINS.c.person_id == PEOPLE.c.id))
        .where(RUN_PLACEMENTS.c.run_id == run_id, leads(actor))
    )
    if words.strip():
        statement = statement.where(PEOPLE.c.search.like(like(words), escape="\\"))
    if nothing:
        statement = statement.where(RUN_PLACEMENTS.c.outcome == Outcome.NOTHING)
    order = [PEOPLE.c.family_name, PEOPLE.c.id]

    def made(row: sa.Row[Any]) -> RunPlacementRow:
        return RunPlacementRow(**{name: row._mapping[name] for name in RunPlacementRow.__slots__})

    return await listed(session, statement, order, page, made, name="run")


async def dates_to_pin(session: Session, edition_id: UUID, *, most: int = 500) -> list[DateChoice]:
    """The dates of an edition's open offers, by title then time, with the people pinned there."""
    pinned = sa.select(sa.func.count()).where(PINS.c.slot_id == SLOTS.c.id).scalar_subquery()
    found = await session.execute(
        sa.select(
            SLOTS.c.id.label("slot_id"),
            OFFERS.c.title.label("offer_title"),
            SLOTS.c.starts_at,
            SLOTS.c.capacity,
            pinned.label("pinned"),
        )
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(
            OFFERS.c.edition_id == edition_id,
            OFFERS.c.status == OfferStatus.OPEN,
            OFFERS.c.swapper_id.is_(None),
            SLOTS.c.cancelled_at.is_(None),
        )
        .order_by(OFFERS.c.title, SLOTS.c.starts_at, SLOTS.c.id)
        .limit(most)
    )
    return [DateChoice(**row._mapping) for row in found]


def _run(row: sa.Row[Any]) -> RunRow:
    values = {name: row._mapping[name] for name in RunRow.__slots__}
    return RunRow(**values | {"joined": Joined(**row.joined) if row.joined else None})


def _rows(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(*(MATCHING_RUNS.c[name] for name in RunRow.__slots__))
        .join(EDITIONS, EDITIONS.c.id == MATCHING_RUNS.c.edition_id)
        .where(
            known(actor),
            sa.or_(leads(actor), MATCHING_RUNS.c.published_at.is_not(None)),
        )
    )
