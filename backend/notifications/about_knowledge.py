"""What people are told of articles: whose answer became one, and who said that it holds. A job."""

from collections.abc import Mapping
from uuid import UUID

from backend import knowledge
from backend.core.db import Session
from backend.notifications.models import NotificationKind
from backend.notifications.telling import Facts, Notice, tell

TOLD: Mapping[str, tuple[str, ...]] = {
    "article.promoted": ("author_id",),
    "article.validated": ("author_id",),
    "article.outdated": ("author_id", "validated_by_id"),
    "article.expired": ("validated_by_id",),
    "article.expiring": ("validated_by_id",),
}
"""What happens to an article, and whom of its facts it is told to."""


async def article(session: Session, facts: Facts) -> None:
    """Tell the author of its solution, or whoever vouched for it last, unless they did it themselves."""
    title = await knowledge.title_of(session, UUID(facts["subject_id"]))
    people = {facts[name] for name in TOLD[facts["event"]]} - {None, facts["actor_id"]}
    if title is None or not people:
        return
    notice = Notice(
        NotificationKind.KNOWLEDGE,
        facts["event"],
        facts["event_id"],
        f"/knowledge/{facts['slug']}",
        {"title": title},
    )
    await tell(session, [UUID(one) for one in people], notice)
