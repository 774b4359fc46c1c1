"""Mail about immersions: each function is a job, given the facts of an event."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import immersions, jobs
from backend.core.db import Session
from backend.notifications.mailers import prepare
from backend.notifications.models import NotificationKind

Facts = Mapping[str, Any]


async def matching_published(session: Session, facts: Facts) -> None:
    """Promise a message to everybody whom the published run is about."""
    told = await immersions.told_of_run(session, UUID(facts["run_id"]))
    if told is None:
        return
    slug, name, people = told
    shared = {"run_id": facts["run_id"], "edition": name, "slug": slug}
    some = [("notifications.placement", {**shared, "person_id": str(one)}) for one in people]
    for start in range(0, len(some), 1_000):
        await jobs.enqueue_many(session, some[start : start + 1_000])


async def placement(session: Session, facts: Facts) -> None:
    """Tell one person that the result is there: where they go and why is on the page."""
    await prepare(
        session,
        NotificationKind.IMMERSION,
        UUID(facts["person_id"]),
        "placement",
        key=f"placement:{facts['run_id']}:{facts['person_id']}",
        edition=facts["edition"],
        href=f"/immersions/{facts['slug']}",
    )


async def place_offered(session: Session, facts: Facts) -> None:
    """Tell the next of a list that a place is theirs to take, and until when."""
    place = await immersions.offered_place(session, UUID(facts["subject_id"]), UUID(facts["slot_id"]))
    if place is None:
        return
    await prepare(
        session,
        NotificationKind.IMMERSION,
        UUID(facts["subject_id"]),
        "place_offered",
        key=f"place_offered:{facts['event_id']}",
        edition=place.edition_name,
        offer=place.offer_title,
        site=place.site_name or "",
        starts_at=place.starts_at,
        expires_at=place.expires_at,
        href=f"/immersions/{place.edition_slug}",
    )
