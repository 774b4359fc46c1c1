"""Placing again those who lost their date: by the rules of the matching, before the waiting lists."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.inserts import insert_new
from backend.identity import PEOPLE
from backend.immersions.matching import Person, Problem, Slot, in_order, match, rule_against
from backend.immersions.models import (
    LEFT_OUT,
    MATCHING_RUNS,
    OFFERS,
    PLACEMENTS,
    SLOTS,
    WAITING,
    WISHES,
    Edition,
    PlacementSource,
    WaitingStatus,
)
from backend.immersions.run_inputs import slots_for
from backend.immersions.run_people import people_for
from backend.immersions.turns import leave_lesser_lists
from backend.immersions.waiting import BEFORE_START, free_place, taken


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of people who lost their date: who was placed at which slot, and who nowhere."""

    placed: Mapping[UUID, list[UUID]]
    unplaced: list[UUID]


def published_run(edition_id: UUID) -> sa.ScalarSelect[UUID]:
    """The id of the run whose placements and lists live."""
    published = MATCHING_RUNS.c.published_at.is_not(None)
    of_edition = sa.select(MATCHING_RUNS.c.id).where(MATCHING_RUNS.c.edition_id == edition_id, published)
    return of_edition.scalar_subquery()


async def situation(
    session: Session, edition: Edition, people: Collection[UUID], *, notice: timedelta = BEFORE_START
) -> Problem:
    """These people, and the dates that start no sooner than `notice`, in the draw of the published run."""
    run_id = published_run(edition.id)
    seed = await session.scalar(sa.select(MATCHING_RUNS.c.seed).where(MATCHING_RUNS.c.id == run_id))
    soon = now() + notice
    concerned = sa.select(PEOPLE.c.id).where(PEOPLE.c.id.in_(people))
    return Problem(
        people=tuple(await people_for(session, edition, concerned)),
        slots=tuple(
            one for one in await slots_for(session, edition) if one.starts_at and one.starts_at > soon
        ),
        seed=seed or 0,
        rest=timedelta(hours=edition.rest_hours),
        furthest_km=edition.furthest_km,
    )


async def place_again(session: Session, edition: Edition, people: Collection[UUID]) -> Fates:
    """Place people whose placement was ended; the lists of what they wished for more have them first.

    They share the free places as a matching would; whoever it leaves with nothing comes first next time.
    """
    if not people:
        return Fates({}, [])
    run_id = await session.scalar(sa.select(published_run(edition.id)))
    assert run_id is not None
    wished = sa.select(WISHES.c.offer_id).where(
        WISHES.c.edition_id == edition.id, WISHES.c.person_id.in_(people)
    )
    # Whoever passes a place on holds its offer's lock: what is counted as free stays so.
    await session.execute(
        sa.select(OFFERS.c.id).where(OFFERS.c.id.in_(wished)).order_by(OFFERS.c.id).with_for_update()
    )
    problem = await situation(session, edition, people)
    left = await _left(session, problem.slots)
    result = match(
        replace(problem, slots=tuple(replace(one, capacity=left[one.key]) for one in problem.slots))
    )
    ranks = {one.person: one.rank for one in result.placements}
    placed: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = []
    for one in result.placements:
        if one.slot is not None:
            person_id, slot_id = UUID(one.person), UUID(one.slot)
            placed[slot_id].append(person_id)
            rows.append({"id": new_id(), "person_id": person_id, "slot_id": slot_id, "rank": one.rank})
    if rows:
        shared = {"edition_id": edition.id, "source": PlacementSource.INSTEAD, "placed_at": now()}
        await session.execute(sa.insert(PLACEMENTS), [{**row, **shared} for row in rows])
    await _leave_lesser(session, run_id, ranks)
    await _head_lists(session, run_id, problem, ranks)
    await _count(session, placed)
    unplaced = [one for one in people if ranks.get(str(one)) is None]
    await _leave_out(session, edition.id, unplaced)
    return Fates(dict(placed), unplaced)


async def _left(session: Session, slots: Sequence[Slot]) -> dict[str, int]:
    """The free places of each slot, by its key."""
    ids = [UUID(one.key) for one in slots]
    found = await session.execute(
        sa.select(SLOTS.c.id, (SLOTS.c.capacity - taken(SLOTS.c.id)).label("left")).where(SLOTS.c.id.in_(ids))
    )
    return {str(row.id): max(row.left, 0) for row in found}


async def _leave_lesser(session: Session, run_id: UUID, ranks: Mapping[str, int | None]) -> None:
    """Whoever is placed leaves the lists of what they wished for less."""
    by_rank: defaultdict[int, list[UUID]] = defaultdict(list)
    for person, rank in ranks.items():
        if rank is not None:
            by_rank[rank].append(UUID(person))
    for rank, people in by_rank.items():
        for slot_id in await leave_lesser_lists(session, people, run_id, rank):
            await free_place(session, slot_id)


async def _head_lists(
    session: Session, run_id: UUID, problem: Problem, ranks: Mapping[str, int | None]
) -> None:
    """Put people at the head of the lists of what they wished for more than what they have.

    Among themselves they keep the order of every list: class, then rank of the wish, then the draw.
    """
    people = [UUID(one.key) for one in problem.people]
    mine = sa.and_(WAITING.c.run_id == run_id, WAITING.c.person_id.in_(people))
    offered = await session.execute(
        sa.select(WAITING.c.offer_id, WAITING.c.person_id).where(
            mine, WAITING.c.status == WaitingStatus.OFFERED
        )
    )
    kept = {(row.offer_id, row.person_id) for row in offered}
    await session.execute(sa.delete(WAITING).where(mine, WAITING.c.status != WaitingStatus.OFFERED))
    lists: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for person, rank, offer, slots in _wanted(problem, ranks):
        if (UUID(offer), UUID(person.key)) not in kept:
            row = {"person_id": UUID(person.key), "rank": rank, "slot_ids": slots}
            lists[UUID(offer)].append(row)
    found = await session.execute(
        sa.select(WAITING.c.offer_id, sa.func.min(WAITING.c.position).label("first"))
        .where(WAITING.c.run_id == run_id, WAITING.c.offer_id.in_(lists))
        .group_by(WAITING.c.offer_id)
    )
    first = {row.offer_id: row.first for row in found}
    shared = {"run_id": run_id, "status": WaitingStatus.WAITING}
    rows = [
        {**row, **shared, "offer_id": offer, "position": first.get(offer, 1) - len(some) + number}
        for offer, some in lists.items()
        for number, row in enumerate(some)
    ]
    if rows:
        await session.execute(sa.insert(WAITING), rows)


def _wanted(
    problem: Problem, ranks: Mapping[str, int | None]
) -> Iterable[tuple[Person, int, str, list[str]]]:
    """Each wish better than what its person has, in the order of the lists, with the dates allowed them."""
    dates: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in problem.slots:
        dates[slot.offer].append(slot)
    wanted = [
        (person, rank, offer)
        for person in problem.people
        for rank, offer in enumerate(person.wishes, start=1)
        if rank < (ranks.get(person.key) or rank + 1)
    ]
    for person, rank, offer in in_order(problem.seed, wanted):
        allowed = [one.key for one in dates[offer] if rule_against(problem, person, one) is None]
        if allowed:
            yield person, rank, offer, allowed


async def _count(session: Session, slots: Iterable[UUID]) -> None:
    await session.execute(
        sa.update(SLOTS).where(SLOTS.c.id.in_(list(slots))).values(placed_count=taken(SLOTS.c.id))
    )


async def _leave_out(session: Session, edition_id: UUID, people: Sequence[UUID]) -> None:
    """Those with nothing now come first in the next edition, as those whom the run left with nothing."""
    rows = sa.select(sa.literal(edition_id, LEFT_OUT.c.edition_id.type), PEOPLE.c.id).where(
        PEOPLE.c.id.in_(people)
    )
    await session.execute(insert_new(session, LEFT_OUT, ["edition_id", "person_id"], rows))
