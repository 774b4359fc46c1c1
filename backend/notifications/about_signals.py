"""What owners are told: that more and more is said of a step, a site, a product."""

from uuid import UUID

from backend import journeys
from backend.core.db import Session
from backend.notifications.models import NotificationKind
from backend.notifications.telling import Facts, Notice, tell


async def place_rising(session: Session, facts: Facts) -> None:
    """Tell those who answer for a step or a handoff, once for each time it begins to rise."""
    place_id = UUID(facts["subject_id"])
    place = (await journeys.kept_places(session, [place_id])).get(place_id)
    if place is None:
        return
    notice = Notice(
        NotificationKind.REPORT,
        "step.rising",
        f"rising:{place_id}:{facts['day']}",
        f"/journeys/{place.journey_id}?place={place_id}#irritants",
        {"step": place.name, "times": facts["recent"]},
    )
    await tell(session, place.owners, notice)


async def topic_rising(session: Session, facts: Facts) -> None:
    """Tell those who answer for a topic of a site or a product, once for each time it begins to rise."""
    notice = Notice(
        NotificationKind.REPORT,
        "step.rising",
        f"rising:{facts['subject']}:{facts['day']}",
        "/signals#rising",
        {"step": facts["name"], "times": facts["recent"]},
    )
    await tell(session, await journeys.responders_of(session, UUID(facts["subject_id"])), notice)
