"""Matching runs: asking for one, solving it in a job, pinning people, publishing one."""

import asyncio
import secrets
import time
from collections import Counter
from dataclasses import asdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.identity import PEOPLE, PersonStatus
from backend.immersions import errors
from backend.immersions.calendar import enter_phase
from backend.immersions.matching import Outcome, Problem, Result, match, quick_swaps
from backend.immersions.models import (
    EDITIONS,
    LEFT_OUT,
    MATCHING_RUNS,
    OFFERS,
    PINS,
    PLACEMENTS,
    RUN_PLACEMENTS,
    SLOTS,
    WAITING,
    Edition,
    MatchingRun,
    OfferStatus,
    Phase,
    Pin,
    PlacementSource,
    RunStatus,
    WaitingStatus,
)
from backend.immersions.phases import Deed
from backend.immersions.policy import require_lead, require_now
from backend.immersions.run_inputs import batches, problem_of
from backend.immersions.standing import standing_of
from backend.immersions.swaps import close_swaps

SOLVE = "immersions.solve_run"
"""The job that solves a run."""
SEEDS = 2**31
MANY_SWAPS = 5_000
"""From how many days to swap on a quick answer is shown while the best one is looked for."""


async def run_matching(
    session: Session, actor: Actor, edition: Edition, *, seed: int | None = None
) -> MatchingRun:
    """Ask for a run, which a job solves; its seed is drawn unless one is given to replay it.

    Errors: EditionLeadersOnly, PhaseForbids, BadSeed.
    """
    require_lead(await standing_of(session, actor, edition))
    require_now(edition, Deed.MATCH)
    if seed is not None and not 0 <= seed < SEEDS:
        raise errors.BadSeed(most=SEEDS - 1)
    last = await session.scalar(
        sa.select(sa.func.max(MATCHING_RUNS.c.number)).where(MATCHING_RUNS.c.edition_id == edition.id)
    )
    run = MatchingRun(
        edition_id=edition.id,
        number=(last or 0) + 1,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        asked_by_id=actor.person_id,
    )
    session.add(run)
    await session.flush()
    await jobs.enqueue(session, SOLVE, {"run_id": str(run.id)})
    await events.record(
        session, actor, "matching.asked", "edition", edition.id, run_id=run.id, number=run.number
    )
    return run


async def solve_run(session: Session, run_id: UUID) -> jobs.Outside | None:
    """Read what the run is given; solve it outside any transaction; keep what it found."""
    run: MatchingRun | None = await session.get(MatchingRun, run_id)
    if run is None or run.status not in {RunStatus.WAITING, RunStatus.SOLVING}:
        return None
    edition: Edition = await session.get_one(Edition, run.edition_id)
    run.status = RunStatus.SOLVING
    problem = await problem_of(session, edition, run.seed)
    if len(problem.swaps) > MANY_SWAPS:
        quick = quick_swaps(problem)
        run.swaps, run.swap_ranks = len(quick.pairs), quick.ranks

    async def call() -> tuple[Result | None, int]:
        started = time.perf_counter()
        result = await asyncio.to_thread(_solved, problem)
        return result, round((time.perf_counter() - started) * 1000)

    async def then(after: Session, found: tuple[Result | None, int]) -> None:
        await _keep(after, run_id, *found)

    return jobs.Outside(call, then)


async def pin_placement(
    session: Session, actor: Actor, edition: Edition, person_id: UUID, slot_id: UUID | None
) -> None:
    """Put somebody in a slot whatever the next runs find, or, without a slot, leave them to the runs again.

    Errors: EditionLeadersOnly, PhaseForbids, NotFound, UnknownSlot, NoPlaceLeft(places).
    """
    require_lead(await standing_of(session, actor, edition))
    require_now(edition, Deed.MATCH)
    known = await session.scalar(
        sa.select(PEOPLE.c.id).where(PEOPLE.c.id == person_id, PEOPLE.c.status == PersonStatus.ACTIVE)
    )
    if known is None:
        raise NotFound
    mine = sa.and_(PINS.c.edition_id == edition.id, PINS.c.person_id == person_id)
    await session.execute(sa.delete(PINS).where(mine))
    if slot_id is not None:
        places = await _places(session, edition, slot_id)
        taken = await session.scalar(
            sa.select(sa.func.count()).select_from(PINS).where(PINS.c.slot_id == slot_id)
        )
        if taken is None or taken >= places:
            raise errors.NoPlaceLeft(places=places)
        session.add(
            Pin(edition_id=edition.id, person_id=person_id, slot_id=slot_id, pinned_by_id=actor.person_id)
        )
        await session.flush()
    name = "placement.pinned" if slot_id else "placement.unpinned"
    await events.record(session, actor, name, "person", person_id, edition_id=edition.id)


async def publish_matching(session: Session, actor: Actor, edition: Edition, run_id: UUID) -> MatchingRun:
    """Make a run everybody's: placements and waiting lists live from now on, and each is told theirs.

    Errors: EditionLeadersOnly, PhaseForbids, NotFound, RunNotReady.
    """
    require_lead(await standing_of(session, actor, edition))
    require_now(edition, Deed.MATCH)
    run: MatchingRun | None = await session.get(MatchingRun, run_id)
    if run is None or run.edition_id != edition.id:
        raise NotFound
    if run.status is not RunStatus.DONE or not run.optimal:
        raise errors.RunNotReady
    # The phase moves in the statement that checks it, so that two who publish at once publish once.
    await enter_phase(session, actor, edition, Phase.PUBLISHED)
    run.published_at = now()
    await session.flush()
    await _place(session, edition.id, run_id)
    await close_swaps(session, edition.id)
    await events.record(session, actor, "matching.published", "edition", edition.id, run_id=run_id)
    return run


def _solved(problem: Problem) -> Result | None:
    """The result; None when people were pinned beyond the places, which are then to be looked at again."""
    try:
        return match(problem)
    except ValueError:
        return None


async def _places(session: Session, edition: Edition, slot_id: UUID) -> int:
    """The places of a slot of the edition, its row locked so that two who pin take turns."""
    found = await session.execute(
        sa.select(SLOTS.c.capacity)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(
            SLOTS.c.id == slot_id,
            SLOTS.c.cancelled_at.is_(None),
            OFFERS.c.edition_id == edition.id,
            OFFERS.c.status == OfferStatus.OPEN,
            OFFERS.c.swapper_id.is_(None),
        )
        .with_for_update(of=SLOTS)
    )
    places: int | None = found.scalar_one_or_none()
    if places is None:
        raise errors.UnknownSlot
    return places


async def _keep(session: Session, run_id: UUID, result: Result | None, milliseconds: int) -> None:
    """Write what a run found, once, and bring the edition to its review."""
    run: MatchingRun | None = await session.get(MatchingRun, run_id, with_for_update=True)
    if run is None or run.status is not RunStatus.SOLVING:
        return
    run.finished_at, run.milliseconds = now(), milliseconds
    if result is None:
        run.status = RunStatus.FAILED
        await session.flush()
        return
    outcomes = Counter(one.outcome for one in result.placements)
    run.people = len(result.placements)
    run.pinned = outcomes[Outcome.PINNED]
    run.placed = sum(one.slot is not None for one in result.placements)
    run.unplaced, run.ranks = list(result.objective.nothing), list(result.objective.ranks)
    run.by_rank, run.under_minimum = list(result.by_rank), dict(result.under_minimum)
    run.swaps, run.swap_ranks = result.swaps, result.swap_ranks
    run.joined = asdict(result.joined) if result.joined else None
    run.optimal, run.inputs_digest, run.status = result.optimal, result.digest, RunStatus.DONE
    await session.flush()
    for table, rows in ((RUN_PLACEMENTS, _found(run_id, result)), (WAITING, _lists(run_id, result))):
        for some in batches(rows):
            await session.execute(sa.insert(table), some)
    edition: Edition = await session.get_one(Edition, run.edition_id)
    if edition.phase is Phase.MATCHING:
        await enter_phase(session, SYSTEM, edition, Phase.REVIEW)
    await events.record(session, SYSTEM, "matching.solved", "edition", edition.id, run_id=run_id)


def _found(run_id: UUID, result: Result) -> list[dict[str, Any]]:
    return [
        {
            "run_id": run_id,
            "person_id": UUID(one.person),
            "outcome": one.outcome,
            "slot_id": UUID(one.slot) if one.slot else None,
            "rank": one.rank,
            "drawn": one.drawn,
            "causes": [asdict(cause) for cause in one.causes],
        }
        for one in result.placements
    ]


def _lists(run_id: UUID, result: Result) -> list[dict[str, Any]]:
    return [
        {
            "run_id": run_id,
            "offer_id": UUID(offer),
            "person_id": UUID(one.person),
            "position": position,
            "rank": one.rank,
            "slot_ids": list(one.slots),
            "status": WaitingStatus.WAITING,
        }
        for offer, waiters in result.waiting.items()
        for position, one in enumerate(waiters, start=1)
    ]


async def _place(session: Session, edition_id: UUID, run_id: UUID) -> None:
    """Placements, counters of the slots and the people left out, from a run's rows."""
    of_run = RUN_PLACEMENTS.c.run_id == run_id
    found = await session.execute(
        sa.select(RUN_PLACEMENTS.c.person_id, RUN_PLACEMENTS.c.slot_id, RUN_PLACEMENTS.c.rank).where(
            of_run, RUN_PLACEMENTS.c.slot_id.is_not(None)
        )
    )
    shared = {"edition_id": edition_id, "source": PlacementSource.RUN, "placed_at": now()}
    rows = [{"id": new_id(), **row._mapping, **shared} for row in found]
    for some in batches(rows):
        await session.execute(sa.insert(PLACEMENTS), some)
    held = (
        sa.select(sa.func.count())
        .where(PLACEMENTS.c.slot_id == SLOTS.c.id, PLACEMENTS.c.ended_at.is_(None))
        .scalar_subquery()
    )
    of_edition = sa.select(OFFERS.c.id).where(OFFERS.c.edition_id == edition_id)
    await session.execute(sa.update(SLOTS).where(SLOTS.c.offer_id.in_(of_edition)).values(placed_count=held))
    nothing = sa.select(sa.literal(edition_id, EDITIONS.c.id.type), RUN_PLACEMENTS.c.person_id).where(
        of_run, RUN_PLACEMENTS.c.outcome == Outcome.NOTHING
    )
    await session.execute(sa.insert(LEFT_OUT).from_select(["edition_id", "person_id"], nothing))
