"""Bringing in threads of the past: for seeds, and for a company that moves in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.core.db import Session
from backend.core.ids import new_id
from backend.forum.models import Flag, Mark, MarkKind, Post, Thread
from backend.forum.search import index_thread


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer with what was said of it. `helped`, `confirmed` and `flagged` are people."""

    text: str
    at: datetime
    by_id: UUID
    site_id: UUID | None = None
    accepted_by_id: UUID | None = None
    confirmed: Sequence[tuple[UUID, UUID | None]] = ()
    outdated: str = ""
    hidden: str = ""
    flagged: Sequence[tuple[UUID, str]] = ()
    helped: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class PastThread:
    """A question with its answers, in the order they came."""

    title: str
    text: str
    product: str
    at: datetime
    author_id: UUID
    site_id: UUID | None = None
    org_unit_id: UUID | None = None
    topic_id: UUID | None = None
    expert_id: UUID | None = None
    locked: str = ""
    answers: Sequence[PastAnswer] = ()


async def bring_in(session: Session, past: PastThread) -> tuple[Thread, list[Post]]:
    """Write the thread as its verbs would have, each at its time; no event, no reaction."""
    showing = [one for one in past.answers if not one.hidden]
    last = max([past.at, *(one.at for one in past.answers)])
    thread = Thread(
        title=past.title,
        product=past.product,
        topic_id=past.topic_id,
        author_id=past.author_id,
        org_unit_id=past.org_unit_id,
        expert_id=past.expert_id,
        started_at=past.at,
        last_post_at=last,
        version=1 + len(past.answers),
        answer_count=len(showing),
        solution_count=sum(1 for one in showing if one.accepted_by_id and not one.outdated),
        outdated_count=sum(1 for one in showing if one.outdated),
        helped_count=sum(len(one.helped) for one in showing),
        locked_at=last if past.locked else None,
        locked_reason=past.locked,
    )
    session.add(thread)
    await session.flush()
    session.add(
        Post(
            thread_id=thread.id,
            is_question=True,
            text=past.text or past.title,
            author_id=past.author_id,
            site_id=past.site_id,
            posted_at=past.at,
        )
    )
    posts = [_answer(thread, one, number) for number, one in enumerate(past.answers, 2)]
    session.add_all(posts)
    await session.flush()
    for post, one in zip(posts, past.answers, strict=True):
        session.add_all(_said(post, one))
    await session.flush()
    await index_thread(session, thread)
    return thread, posts


def _answer(thread: Thread, past: PastAnswer, version: int) -> Post:
    return Post(
        id=new_id(),
        thread_id=thread.id,
        text=past.text,
        author_id=past.by_id,
        site_id=past.site_id,
        posted_at=past.at,
        version=version,
        posted_in=version,
        accepted_at=past.at if past.accepted_by_id else None,
        accepted_by_id=past.accepted_by_id,
        confirmed_at=past.at if past.confirmed else None,
        confirmed_count=len(past.confirmed),
        outdated_at=past.at if past.outdated else None,
        outdated_note=past.outdated,
        helped_count=len(past.helped),
        flag_count=len(past.flagged),
        hidden_at=past.at if past.hidden else None,
        hidden_reason=past.hidden,
    )


def _said(post: Post, past: PastAnswer) -> list[Mark | Flag]:
    helped = [Mark(post_id=post.id, person_id=one, kind=MarkKind.HELPED) for one in past.helped]
    confirmed = [
        Mark(post_id=post.id, person_id=one, kind=MarkKind.CONFIRMED, site_id=site)
        for one, site in past.confirmed
    ]
    flagged = [Flag(post_id=post.id, person_id=one, reason=why) for one, why in past.flagged]
    return [*helped, *confirmed, *flagged]
