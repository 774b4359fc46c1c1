"""What bravos offer to the monthly digest: those that both people agreed to see quoted."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.candidates import MOST, Candidate, Section
from backend.core.db import Session, alias_of
from backend.core.local_time import month_of
from backend.identity import PEOPLE, display_name, subtree
from backend.recognition.models import BRAVOS


async def digest_candidates(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """Bravos of the month to people of the audience, latest first, in one statement."""
    begins, ends = month_of(session, month)
    sender, receiver = alias_of(PEOPLE, "sender"), alias_of(PEOPLE, "receiver")
    statement = (
        sa.select(
            BRAVOS.c.id,
            BRAVOS.c.about,
            BRAVOS.c.href,
            BRAVOS.c.word,
            BRAVOS.c.sent_on,
            sender.c.locale,
            display_name(sender).label("sender_name"),
            display_name(receiver).label("receiver_name"),
            receiver.c.org_unit_id,
        )
        .join(sender, sender.c.id == BRAVOS.c.sender_id)
        .join(receiver, receiver.c.id == BRAVOS.c.receiver_id)
        .where(
            BRAVOS.c.named,
            BRAVOS.c.sender_agrees,
            BRAVOS.c.receiver_agrees,
            BRAVOS.c.sent_at >= begins,
            BRAVOS.c.sent_at < ends,
        )
        .order_by(BRAVOS.c.id.desc())
        .limit(MOST)
    )
    if org_unit_id is not None:
        statement = statement.where(receiver.c.org_unit_id.in_(subtree(org_unit_id)))
    return [
        Candidate(
            section=Section.BRAVOS,
            source_kind="bravo",
            source_id=row.id,
            title=dict.fromkeys(("fr", "en"), row.receiver_name),
            summary=dict.fromkeys(("fr", "en"), row.about or row.receiver_name),
            url=row.href or "/recognition",
            happened_on=row.sent_on,
            quote={row.locale: row.word},
            by=row.sender_name,
            consent=True,
            org_unit_id=row.org_unit_id,
        )
        for row in await session.execute(statement)
    ]
