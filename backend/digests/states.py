"""What may follow what in the life of an issue, and the one statement that moves it."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from backend.core.db import Session
from backend.digests.errors import WrongState
from backend.digests.models import ISSUES, Issue, State

NEXT: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.IN_REVIEW, State.CANCELLED}),
    State.IN_REVIEW: frozenset({State.DRAFT, State.SIGNED, State.CANCELLED}),
    State.SIGNED: frozenset({State.DRAFT, State.SCHEDULED, State.CANCELLED}),
    State.SCHEDULED: frozenset({State.DRAFT, State.SENDING, State.CANCELLED}),
    State.SENDING: frozenset({State.PAUSED, State.SENT, State.CANCELLED}),
    State.PAUSED: frozenset({State.SENDING, State.CANCELLED}),
    State.SENT: frozenset(),
    State.CANCELLED: frozenset(),
}
WRITABLE = frozenset({State.DRAFT, State.IN_REVIEW, State.SIGNED, State.SCHEDULED})
"""Until it leaves, an issue may be changed; a change takes its signature away."""
UNSIGNED: Mapping[str, None] = {
    "signed_by_id": None,
    "signed_for_id": None,
    "signed_at": None,
    "scheduled_at": None,
}


async def move(
    session: Session, issue: Issue, to: State, *conditions: sa.ColumnElement[bool], **values: Any
) -> Issue:
    """Bring an issue to its next state, in one conditional statement. Errors: WrongState."""
    before = [state for state, after in NEXT.items() if to in after]
    return await change(session, issue, before, *conditions, status=to, **values)


async def change(
    session: Session,
    issue: Issue,
    states: list[State],
    *conditions: sa.ColumnElement[bool],
    **values: Any,
) -> Issue:
    """Change an issue that is in one of these states, in one statement. Errors: WrongState."""
    changed = await session.execute(
        sa.update(Issue)
        .where(ISSUES.c.id == issue.id, ISSUES.c.status.in_(states), *conditions)
        .values(**values)
        .returning(Issue)
        .execution_options(populate_existing=True)
    )
    row: Issue | None = changed.scalar_one_or_none()
    if row is None:
        raise WrongState(status=issue.status.value)
    return row
