"""What circles do after events: seats pass on, messages find their readers, ambassadors are counted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import circles, jobs
from backend.core.db import Session
from backend.reactions.reaction import Reaction


async def promote_waiting(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.promote_waiting(session, UUID(facts["circle_id"]))


async def release_person(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.release_person(session, UUID(facts["subject_id"]))


async def address_message(session: Session, facts: Mapping[str, Any]) -> None:
    """Some thousands of people a turn, so that nobody waits long for the database."""
    if await circles.address_next(session, UUID(facts["subject_id"])):
        await jobs.enqueue(session, "circles.address_message", {"subject_id": facts["subject_id"]})


async def count_ambassadors_soon(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.count_soon(session)


async def count_ambassadors(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.count_ambassadors(session)


RECOUNTED = ("membership.active", "membership.alumni", "membership.left", "circle.edited", "people.imported")

JOBS = {
    "circles.address_message": Reaction(address_message, after=["message.published"]),
    "circles.count_ambassadors": Reaction(count_ambassadors),
    "circles.count_ambassadors_soon": Reaction(count_ambassadors_soon, after=RECOUNTED),
    "circles.promote_waiting": Reaction(promote_waiting, after=["membership.left", "circle.capacity_raised"]),
    "circles.release_person": Reaction(release_person, after=["person.deactivated"]),
}
