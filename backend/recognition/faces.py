"""Whose face is shown: one's own to oneself, another's if they say so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.recognition.levels import make_faces
from backend.recognition.models import FACES


@dataclass(frozen=True, slots=True)
class FaceRow:
    """A face, 1 to 4, when it was reached, and whether its owner shows it."""

    face: int
    is_shown: bool
    reached_at: datetime | None


async def my_face(session: Session, actor: Actor) -> FaceRow:
    """The actor's own face; everybody starts with the first."""
    found = await session.execute(
        sa.select(FACES.c.face, FACES.c.is_shown, FACES.c.reached_at).where(
            FACES.c.person_id == actor.person_id
        )
    )
    row = found.one_or_none()
    return FaceRow(*row) if row else FaceRow(1, False, None)


async def shown_faces(session: Session, people: Collection[UUID | None]) -> dict[UUID | None, int]:
    """The faces of these people that their owners show, in one statement; nobody (None) has none."""
    found = await session.execute(
        sa.select(FACES.c.person_id, FACES.c.face).where(
            FACES.c.person_id.in_([one for one in people if one]), FACES.c.is_shown
        )
    )
    return dict(found.all())


async def show_face(session: Session, actor: Actor, shown: bool) -> FaceRow:
    """Show one's face to others, or keep it to oneself again."""
    assert actor.person_id is not None
    await make_faces(session, [actor.person_id])
    await session.execute(sa.update(FACES).where(FACES.c.person_id == actor.person_id).values(is_shown=shown))
    await events.record(session, actor, "face.shown" if shown else "face.hidden", "person", actor.person_id)
    return await my_face(session, actor)
