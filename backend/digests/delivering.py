"""The job of a sending: a round after the other, each some seconds long, so that other work gets its turn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.core.db import Session
from backend.core.mail import Mailer
from backend.digests.delivery import go_on
from backend.digests.letters import frames_of
from backend.digests.models import Issue, State
from backend.digests.round import Pace, Round
from backend.jobs import Outside
from backend.settings import Settings


class NoMailServer(Exception):
    """There is nothing to send through: the job waits, and shows among those that failed."""


async def deliver(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    """Send what a round can of an issue; nothing where it was paused, cancelled or resumed since."""
    issue_id, spell = UUID(facts["issue_id"]), int(facts["spell"])
    issue: Issue | None = await session.get(Issue, issue_id)
    if issue is None or issue.status is not State.SENDING or issue.spell != spell:
        return None
    mailer: Mailer | None = session.info.get("mailer")
    if mailer is None or not mailer.is_set:
        raise NoMailServer
    settings: Settings = session.info["settings"]
    pace: Pace = session.info.get("digest_pace") or Pace(settings.digest_rate, settings.digest_lines)
    one = Round(
        session.info["database"],
        mailer,
        settings,
        issue_id,
        spell,
        await frames_of(session, mailer, issue_id),
        pace,
    )

    async def then(after: Session, not_before: datetime) -> None:
        await go_on(after, issue_id, spell, not_before)

    return Outside(one.run, then)
