"""What knowledge does when time passes over an article, or its source no longer holds."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import knowledge
from backend.core.db import Session
from backend.reactions.reaction import Reaction


async def look_at_articles(session: Session, facts: Mapping[str, Any]) -> None:
    await knowledge.look_at_dates(session)


async def outdate_article(session: Session, facts: Mapping[str, Any]) -> None:
    await knowledge.source_outdated(session, UUID(facts["post_id"]), facts.get("why", ""))


JOBS = {
    "knowledge.look_at_dates": Reaction(look_at_articles),
    "knowledge.outdate": Reaction(outdate_article, after=["solution.outdated", "post.hidden"]),
}
