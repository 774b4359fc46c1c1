"""What a sender notes about a recipient, before the mail server is called and after."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.core.clock import now
from backend.digests.models import Outcome

Commit = Callable[[UUID, Sequence["Note"]], Awaitable[None]]
"""Writes notes of one issue; durable on return."""


@dataclass(frozen=True, slots=True)
class Note:
    """One recipient: about to be called (no outcome), or what became of them; `next_at` when to try again."""

    person_id: UUID
    outcome: Outcome | None = None
    error: str = ""
    next_at: datetime | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What the note says of each column; None leaves it as it is."""
        outcome = self.outcome
        over = outcome is not None and outcome is not Outcome.WAITING
        return {
            "person_id": self.person_id,
            "outcome": outcome.value if outcome else None,
            "error": self.error[:300],
            "next_at": self.next_at,
            "called_at": now() if outcome is None else None,
            "ended_at": now() if over else None,
        }
