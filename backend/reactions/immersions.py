"""What immersions do in time: phases open, a matching is solved, a freed place passes on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import immersions
from backend.core.db import Session
from backend.jobs import Outside
from backend.reactions.reaction import Reaction


async def open_phases(session: Session, facts: Mapping[str, Any]) -> None:
    await immersions.open_due_phases(session, UUID(facts["edition_id"]))


async def solve_run(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    return await immersions.solve_run(session, UUID(facts["run_id"]))


async def pass_places_on(session: Session, facts: Mapping[str, Any]) -> None:
    await immersions.pass_places_on(session, UUID(facts["slot_id"]))


async def release_person(session: Session, facts: Mapping[str, Any]) -> None:
    await immersions.release_person(session, UUID(facts["subject_id"]))


JOBS = {
    immersions.OPEN_PHASE: Reaction(open_phases),
    immersions.PASS_ON: Reaction(pass_places_on),
    immersions.SOLVE: Reaction(solve_run),
    "immersions.release_person": Reaction(release_person, after=["person.deactivated"]),
}
