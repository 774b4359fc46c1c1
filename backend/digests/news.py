"""What those who make an issue are told of it. Its readers have the letter itself."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.digests.models import Issue
from backend.identity import ROLE_GRANTS, Role, ancestors
from backend.notifications import AT_ONCE, Notice, NotificationKind, tell

TELL = "digests.tell"
DELEGATE = "delegate"
TOLD: Mapping[str, Collection[Role | str]] = {
    "digest.review_requested": (Role.SPONSOR, DELEGATE),
    "digest.rejected": (Role.EDITOR,),
    "digest.commented": (Role.EDITOR, Role.SPONSOR, DELEGATE),
    "digest.delegate_named": (DELEGATE,),
    "digest.unsigned": (Role.SPONSOR, DELEGATE, Role.PUBLISHER),
    "digest.signed": (Role.EDITOR, Role.PUBLISHER),
    "digest.held_back": (Role.EDITOR, Role.PUBLISHER),
    "digest.sent": (Role.EDITOR, Role.SPONSOR, Role.PUBLISHER),
}
"""What happens to an issue, and who is told: its makers by role, and the delegate named to sign it."""


async def tell_makers(session: Session, facts: Mapping[str, Any]) -> None:
    """Tell those it concerns, except whoever did it."""
    event, issue_id = facts["event"], UUID(facts["subject_id"])
    issue: Issue | None = await session.get(Issue, issue_id)
    if issue is None:
        return
    people = await _makers(session, issue, [role for role in TOLD[event] if isinstance(role, Role)])
    if DELEGATE in TOLD[event] and issue.delegate_id is not None:
        people.add(issue.delegate_id)
    page = "" if event == "digest.sent" else "/edit"
    notice = Notice(
        NotificationKind.DIGEST,
        event,
        facts["event_id"],
        f"/digests/{issue.number}{page}",
        {"number": issue.number},
    )
    await tell(session, [one for one in people if str(one) != facts["actor_id"]], notice)


async def _makers(session: Session, issue: Issue, roles: Collection[Role]) -> set[UUID]:
    """Those who hold one of these roles over the issue's audience; at most 500."""
    above = await ancestors(session, issue.org_unit_id)
    rows = await session.execute(
        sa.select(ROLE_GRANTS.c.person_id)
        .where(
            ROLE_GRANTS.c.role.in_(roles),
            sa.or_(ROLE_GRANTS.c.org_unit_id.is_(None), ROLE_GRANTS.c.org_unit_id.in_(above)),
        )
        .distinct()
        .limit(AT_ONCE - 1)
    )
    return set(rows.scalars())
