"""What people are told about immersions: each function is a job, given the facts of an event."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import immersions, jobs
from backend.core.db import Session
from backend.notifications.mailers import Letter
from backend.notifications.models import NotificationKind
from backend.notifications.telling import AT_ONCE, Notice, tell

Facts = Mapping[str, Any]


async def matching_published(session: Session, facts: Facts) -> None:
    """Promise to tell everybody whom the published run is about, some hundreds of people a turn."""
    told = await immersions.told_of_run(session, UUID(facts["run_id"]))
    if told is None:
        return
    slug, name, people = told
    shared = {"run_id": facts["run_id"], "edition": name, "slug": slug}
    turns = [people[start : start + AT_ONCE] for start in range(0, len(people), AT_ONCE)]
    await jobs.enqueue_many(
        session,
        [("notifications.placements", {**shared, "people": [str(one) for one in turn]}) for turn in turns],
    )


async def placements(session: Session, facts: Facts) -> None:
    """Tell some people that the result is there: where they go and why is on the page."""
    href = f"/immersions/{facts['slug']}"
    notice = Notice(
        NotificationKind.IMMERSION,
        "placement",
        f"placement:{facts['run_id']}",
        href,
        {"edition": facts["edition"]},
    )
    letter = Letter("placement", {"edition": facts["edition"], "href": href})
    await tell(session, [UUID(one) for one in facts["people"]], notice, letter)


async def place_offered(session: Session, facts: Facts) -> None:
    """Tell the next of a list that a place is theirs to take, and until when."""
    person_id = UUID(facts["subject_id"])
    place = await immersions.offered_place(session, person_id, UUID(facts["slot_id"]))
    if place is None:
        return
    href = f"/immersions/{place.edition_slug}"
    notice = Notice(
        NotificationKind.IMMERSION,
        "place_offered",
        f"place_offered:{facts['event_id']}",
        href,
        {"offer": place.offer_title, "edition": place.edition_name, "expires_at": place.expires_at},
    )
    words = {
        "edition": place.edition_name,
        "offer": place.offer_title,
        "site": place.site_name or "",
        "starts_at": place.starts_at,
        "expires_at": place.expires_at,
        "href": href,
    }
    await tell(session, [person_id], notice, Letter("place_offered", words))
