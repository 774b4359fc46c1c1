"""What recognition tells a person: a word received, a face reached. To its owner alone."""

from datetime import timedelta

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.today import Told
from backend.identity import PEOPLE, display_name
from backend.recognition.faces import my_face
from backend.recognition.models import BRAVOS

MOST = 5
LATELY = timedelta(days=30)
HERE = "/recognition"


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """The bravos of the last month, five at most, and the face reached in it."""
    rows = await session.execute(
        sa.select(
            BRAVOS.c.word,
            BRAVOS.c.sent_at,
            display_name(PEOPLE).label("sender"),
        )
        .join(PEOPLE, PEOPLE.c.id == BRAVOS.c.sender_id)
        .where(BRAVOS.c.receiver_id == actor.person_id, BRAVOS.c.sent_at > now() - LATELY)
        .order_by(BRAVOS.c.id.desc())
        .limit(MOST)
    )
    told = [
        Told("bravo.received", {"sender": row.sender}, HERE, "tenu", row.word, row.sender, row.sent_at)
        for row in rows
    ]
    mine = await my_face(session, actor)
    if mine.face > 1 and mine.reached_at is not None and mine.reached_at > now() - LATELY:
        told.append(Told(f"face.reached_{mine.face}", {}, HERE, "tenu", at=mine.reached_at))
    return told
