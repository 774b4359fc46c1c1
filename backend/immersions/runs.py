"""Matching runs: asking for one, solving it in a job, keeping what it found."""

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
from backend.immersions import errors
from backend.immersions.calendar import enter_phase
from backend.immersions.matching import Outcome, Problem, Result, match, quick_swaps
from backend.immersions.models import (
    MATCHING_RUNS,
    RUN_PLACEMENTS,
    WAITING,
    Edition,
    MatchingRun,
    Phase,
    RunStatus,
    WaitingStatus,
)
from backend.immersions.phases import Deed
from backend.immersions.policy import require_lead, require_now
from backend.immersions.run_inputs import batches, problem_of
from backend.immersions.standing import standing_of

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


def _solved(problem: Problem) -> Result | None:
    """The result; None when people were pinned beyond the places, which are then to be looked at again."""
    try:
        return match(problem)
    except ValueError:
        return None


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
