"""What a bravo says, for whoever tells its receiver."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import PEOPLE, display_name
from backend.recognition.models import BRAVOS


@dataclass(frozen=True, slots=True)
class BravoFacts:
    """A bravo, to whom it goes and from whom."""

    receiver_id: UUID
    by: str
    word: str
    href: str


async def bravo_facts(session: Session, bravo_id: UUID) -> BravoFacts | None:
    """The bravo, if it still exists and so does its sender."""
    found = await session.execute(
        sa.select(
            BRAVOS.c.receiver_id,
            display_name(PEOPLE).label("by"),
            BRAVOS.c.word,
            BRAVOS.c.href,
        )
        .join(PEOPLE, PEOPLE.c.id == BRAVOS.c.sender_id)
        .where(BRAVOS.c.id == bravo_id)
    )
    row = found.one_or_none()
    return BravoFacts(*row) if row else None
