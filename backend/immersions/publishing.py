"""Publishing a run: what it found becomes everybody's places, and its lists those that live."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.identity import PEOPLE, PersonStatus
from backend.immersions import errors
from backend.immersions.calendar import enter_phase
from backend.immersions.matching import Outcome
from backend.immersions.models import (
    EDITIONS,
    LEFT_OUT,
    OFFERS,
    PLACEMENTS,
    RUN_PLACEMENTS,
    SLOTS,
    WAITING,
    Edition,
    MatchingRun,
    Phase,
    PlacementSource,
    RunStatus,
)
from backend.immersions.outdated import still_holds, take_turns
from backend.immersions.phases import Deed
from backend.immersions.policy import require_lead, require_now
from backend.immersions.run_inputs import batches
from backend.immersions.standing import standing_of
from backend.immersions.swaps import close_swaps
from backend.immersions.turns import leave_lists
from backend.immersions.waiting import free_place


async def publish_matching(session: Session, actor: Actor, edition: Edition, run_id: UUID) -> MatchingRun:
    """Make a run everybody's: placements and waiting lists live from now on, and each is told theirs.

    Errors: EditionLeadersOnly, PhaseForbids, NotFound, RunNotReady, RunOutdated.
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
    await take_turns(session, run_id)
    if not await still_holds(session, edition, run_id):
        raise errors.RunOutdated
    run.published_at = now()
    await session.flush()
    await _place(session, edition.id, run_id)
    await close_swaps(session, edition.id)
    await events.record(session, actor, "matching.published", "edition", edition.id, run_id=run_id)
    return run


async def _place(session: Session, edition_id: UUID, run_id: UUID) -> None:
    """Placements, counters of the slots and the people left out, from a run's rows."""
    of_run = RUN_PLACEMENTS.c.run_id == run_id
    gone = sa.select(PEOPLE.c.id).where(PEOPLE.c.status != PersonStatus.ACTIVE)
    found = await session.execute(
        sa.select(RUN_PLACEMENTS.c.person_id, RUN_PLACEMENTS.c.slot_id, RUN_PLACEMENTS.c.rank).where(
            of_run, RUN_PLACEMENTS.c.slot_id.is_not(None), RUN_PLACEMENTS.c.person_id.not_in(gone)
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
        of_run, RUN_PLACEMENTS.c.outcome == Outcome.NOTHING, RUN_PLACEMENTS.c.person_id.not_in(gone)
    )
    await session.execute(sa.insert(LEFT_OUT).from_select(["edition_id", "person_id"], nothing))
    # Whoever left the company since the run leaves a place that others may wait for, and waits no more.
    await leave_lists(session, WAITING.c.run_id == run_id, WAITING.c.person_id.in_(gone))
    left = sa.select(RUN_PLACEMENTS.c.slot_id).where(
        of_run, RUN_PLACEMENTS.c.slot_id.is_not(None), RUN_PLACEMENTS.c.person_id.in_(gone)
    )
    for slot_id in (await session.execute(left.distinct())).scalars().all():
        await free_place(session, slot_id)
