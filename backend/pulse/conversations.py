"""Talking with the author of a comment: they are known by their code alone, whoever is signed in.

Whoever may read the comment may read what follows from it, and nobody else. What the author says carries a
day, not an hour, and no event names them.
"""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.local_time import company_midnight, company_today
from backend.pulse import codes, errors
from backend.pulse.conversation_rows import may_settle
from backend.pulse.inputs import WordsInput
from backend.pulse.models import (
    CONVERSATION_POSTS,
    PULSE_COMMENTS,
    Conversation,
    ConversationPost,
    PulseComment,
)

MOST_POSTS = 100


async def comment_of_code(session: Session, code: str) -> PulseComment:
    """The comment whose author holds this code. Errors: CodeUnreadable, CodeUnknown."""
    if not codes.is_code(code):
        raise errors.CodeUnreadable
    # Before codes were kept once, two comments may have come with one: it opens the first.
    found = await session.execute(
        sa.select(PulseComment)
        .where(PULSE_COMMENTS.c.code_hash == codes.code_hash(code))
        .order_by(PULSE_COMMENTS.c.id)
        .limit(1)
    )
    comment: PulseComment | None = found.scalar_one_or_none()
    if comment is None:
        raise errors.CodeUnknown
    return comment


async def reply_in_conversation(
    session: Session, actor: Actor, comment: PulseComment, given: WordsInput
) -> None:
    """Answer the author of a comment, without knowing who they are.

    The caller has checked that the actor may read it. Errors: NobodyToAnswer, ConversationLocked,
    ConversationFull.
    """
    if comment.code_hash is None:
        raise errors.NobodyToAnswer
    await _say(session, comment.id, given, actor)
    await events.record(session, actor, "conversation.replied", "conversation", comment.id)


async def reply_as_author(session: Session, comment: PulseComment, given: WordsInput) -> None:
    """Answer as the author of the comment. Errors: ConversationLocked, ConversationFull."""
    await _say(session, comment.id, given, None)
    await _unsigned(session, "conversation.author_replied", comment.id)


async def lock_conversation(session: Session, actor: Actor, comment: PulseComment) -> None:
    """End a conversation for good; it stays there to be read. Errors: ConversationLocked.

    Whoever runs the survey settles with it what was reported, even where somebody had ended it.
    """
    conversation = await _begun(session, comment.id)
    settles = await may_settle(session, actor, comment)
    if conversation.is_locked and not settles:
        raise errors.ConversationLocked
    conversation.is_locked = True
    if settles:
        conversation.settled_on = company_today(session)
    await session.flush()
    await events.record(session, actor, "conversation.locked", "conversation", comment.id)


async def report_conversation(session: Session, actor: Actor, comment: PulseComment) -> None:
    """Tell those who run the survey that something is wrong here. Errors: ConversationReported."""
    await _report(session, comment.id, by_author=False)
    await events.record(session, actor, "conversation.reported", "conversation", comment.id)


async def report_as_author(session: Session, comment: PulseComment) -> None:
    """The same, as the author of the comment. Errors: ConversationReported."""
    await _report(session, comment.id, by_author=True)
    await _unsigned(session, "conversation.reported", comment.id)


async def _say(session: Session, comment_id: UUID, given: WordsInput, actor: Actor | None) -> None:
    if (await _begun(session, comment_id)).is_locked:
        raise errors.ConversationLocked
    posts = CONVERSATION_POSTS.c
    last = await session.scalar(sa.select(sa.func.max(posts.position)).where(posts.comment_id == comment_id))
    position = (last or 0) + 1
    if position > MOST_POSTS:
        raise errors.ConversationFull
    session.add(
        ConversationPost(
            comment_id=comment_id,
            position=position,
            from_author=actor is None,
            written_by_id=actor.person_id if actor else None,
            text=given.text,
            said_on=company_today(session),
        )
    )
    await session.flush()


async def _begun(session: Session, comment_id: UUID) -> Conversation:
    """The conversation, begun if it was not; locked until the end of the transaction."""
    found: Conversation | None = await session.get(Conversation, comment_id, with_for_update=True)
    if found is None:
        found = Conversation(comment_id=comment_id)
        session.add(found)
        await session.flush()
    return found


async def _report(session: Session, comment_id: UUID, *, by_author: bool) -> None:
    conversation = await _begun(session, comment_id)
    if conversation.reported_on is not None:
        raise errors.ConversationReported
    conversation.reported_on, conversation.reported_by_author = company_today(session), by_author
    await session.flush()


async def _unsigned(session: Session, name: str, comment_id: UUID) -> None:
    await events.record_unsigned(session, name, "conversation", comment_id, company_midnight(session))
