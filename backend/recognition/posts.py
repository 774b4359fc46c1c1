"""What the forum tells of its answers, as help that counts."""

from uuid import UUID

from backend import forum
from backend.core.db import Session
from backend.recognition.levels import note, set_valid, take_back
from backend.recognition.models import Kind

SOURCE = "post"


async def note_post(
    session: Session, kind: Kind, post_id: UUID, author_id: UUID, by_id: UUID | None = None
) -> None:
    """An answer was posted, helped somebody, was accepted or confirmed; `by_id` says so."""
    await note(session, author_id, kind, SOURCE, post_id, by_id)


async def take_help_back(session: Session, post_id: UUID, author_id: UUID, by_id: UUID) -> None:
    """It did not help after all."""
    await take_back(session, author_id, Kind.HELPED, SOURCE, post_id, by_id)


async def review_post(session: Session, post_id: UUID) -> None:
    """A post counts while it holds and everybody sees it."""
    post: forum.Post | None = await session.get(forum.Post, post_id)
    valid = post is not None and post.outdated_at is None and post.hidden_at is None
    await set_valid(session, SOURCE, post_id, valid)
