"""The phases of an edition in time: their dates, and opening the next one by hand or when its date comes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import instant, on_the_clock
from backend.immersions import errors
from backend.immersions.inputs import PhaseInput
from backend.immersions.models import EDITION_PHASES, EDITIONS, Edition, Phase
from backend.immersions.phases import BY_DEED, ORDER, following
from backend.immersions.policy import require_lead
from backend.immersions.standing import standing_of

OPEN_PHASE = "immersions.open_phases"
"""The job that opens what is due in an edition."""


async def write_phases(session: Session, actor: Actor, edition: Edition, given: Sequence[PhaseInput]) -> None:
    """Set when the phases to come open by themselves; those that are open keep what they have.

    Errors: PhasesOutOfOrder, NoSuchHour.
    """
    dated = {one.phase: instant(one.opens_at, edition.time_zone, "phases") for one in given if one.opens_at}
    in_order = [dated[phase] for phase in ORDER if phase in dated]
    if in_order != sorted(set(in_order)) or not BY_DEED.isdisjoint(dated):
        raise errors.PhasesOutOfOrder
    to_come = ORDER[ORDER.index(edition.phase) + 1 :]
    known = await session.execute(
        sa.select(EDITION_PHASES.c.phase).where(EDITION_PHASES.c.edition_id == edition.id)
    )
    if not known.all():
        rows = [
            {
                "edition_id": edition.id,
                "phase": phase,
                "opens_at": None,
                "opened_at": now() if phase is edition.phase else None,
                "opened_by_id": actor.person_id if phase is edition.phase else None,
            }
            for phase in ORDER
        ]
        await session.execute(sa.insert(EDITION_PHASES), rows)
    for phase in ORDER:
        if phase not in to_come and not (phase is Phase.OFFERS and phase in dated):
            continue
        await session.execute(
            sa.update(EDITION_PHASES).where(_of(edition.id, phase)).values(opens_at=dated.get(phase))
        )
        if phase in dated and phase in to_come:
            key = f"{OPEN_PHASE}:{edition.id}:{phase.value}:{dated[phase].isoformat()}"
            await jobs.enqueue(
                session, OPEN_PHASE, {"edition_id": str(edition.id)}, key=key, run_at=dated[phase]
            )


async def moved_phases(session: Session, edition: Edition, starts_at: datetime) -> list[PhaseInput]:
    """The dates of another edition, moved so that its first one falls on `starts_at`.

    Distances are in days by the clocks, so that a phase that closes at 8 pm still does across a clock change.
    """
    found = await session.execute(
        sa.select(EDITION_PHASES.c.phase, EDITION_PHASES.c.opens_at).where(
            EDITION_PHASES.c.edition_id == edition.id, EDITION_PHASES.c.opens_at.is_not(None)
        )
    )
    dated = {Phase(row.phase): row.opens_at for row in found}
    if not dated:
        return []
    zone = edition.time_zone
    by = on_the_clock(starts_at, zone).date() - on_the_clock(min(dated.values()), zone).date()
    return [
        PhaseInput(phase=phase, opens_at=on_the_clock(at, zone) + by) for phase, at in sorted(dated.items())
    ]


async def advance_phase(
    session: Session, actor: Actor, edition: Edition, *, to: Phase | None = None
) -> Edition:
    """Open the next phase by hand; only if it is `to`, for whoever was shown which one comes next.

    Errors: EditionLeadersOnly, LastPhase, PhaseNeedsMore, PhaseForbids.
    """
    require_lead(await standing_of(session, actor, edition))
    after = following(edition.phase)
    if after is None:
        raise errors.LastPhase
    if to not in (None, after):
        raise errors.PhaseForbids(phase=edition.phase.value, when=to)
    if after in BY_DEED:
        raise errors.PhaseNeedsMore
    return await enter_phase(session, actor, edition, after)


async def enter_phase(session: Session, actor: Actor, edition: Edition, phase: Phase) -> Edition:
    """Bring the edition from the phase it was read in to this one, once, whoever tries at the same time.

    The caller has checked the right. Errors: PhaseForbids when somebody was first.
    """
    moved = await session.execute(
        sa.update(EDITIONS)
        .where(EDITIONS.c.id == edition.id, EDITIONS.c.phase == edition.phase)
        .values(phase=phase)
    )
    if not moved.rowcount:
        raise errors.PhaseForbids(phase=phase.value, when=edition.phase.value)
    await session.execute(
        sa.update(EDITION_PHASES)
        .where(_of(edition.id, phase))
        .values(opened_at=now(), opened_by_id=actor.person_id)
    )
    await session.refresh(edition)
    await events.record(session, actor, "edition.advanced", "edition", edition.id, phase=phase.value)
    return edition


async def open_due_phases(session: Session, edition_id: UUID) -> None:
    """Open, one after the other, the phases of an edition whose date has come; what waits on a deed waits."""
    edition: Edition | None = await session.get(Edition, edition_id, with_for_update=True)
    while edition is not None and (after := following(edition.phase)) is not None and after not in BY_DEED:
        due = await session.scalar(sa.select(EDITION_PHASES.c.opens_at).where(_of(edition.id, after)))
        if due is None or due > now():
            return
        await enter_phase(session, SYSTEM, edition, after)


def _of(edition_id: UUID, phase: Phase) -> sa.ColumnElement[bool]:
    return sa.and_(EDITION_PHASES.c.edition_id == edition_id, EDITION_PHASES.c.phase == phase)
