"""Finding threads by their words: those of the question, and of its answers."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.stems import weighed
from backend.core.word_index import WordIndex
from backend.forum.models import POSTS, THREADS, WORDS, Thread

INDEX = WordIndex(WORDS, "thread_id", sa.select(sa.func.count()).select_from(THREADS))
MOST_POSTS = 50
"""Posts whose words are looked at: the first ones say what a thread is about."""


async def index_thread(session: Session, thread: Thread) -> None:
    """Write the words of a thread anew; call it when something is posted or hidden."""
    texts = await session.execute(
        sa.select(POSTS.c.text)
        .where(POSTS.c.thread_id == thread.id, POSTS.c.hidden_at.is_(None))
        .order_by(POSTS.c.posted_at, POSTS.c.id)
        .limit(MOST_POSTS)
    )
    weights = weighed(thread.title, [thread.product], "\n".join(texts.scalars()))
    await INDEX.write(session, thread.id, weights)


async def similar_ids(session: Session, text: str, most: int) -> list[UUID]:
    """The threads most like a text, the closest first, solved ones before others as close."""
    found = await INDEX.scored(session, text, all_words=False)
    rows = await session.execute(
        sa.select(THREADS.c.id)
        .join(found, found.c.id == THREADS.c.id)
        .where(THREADS.c.hidden_at.is_(None))
        .order_by(found.c.score.desc(), THREADS.c.solution_count.desc(), THREADS.c.last_post_at.desc())
        .limit(most)
    )
    return list(rows.scalars())
