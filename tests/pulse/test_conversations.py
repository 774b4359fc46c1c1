"""Talking with the author of a comment: by code or by id, never both, and nobody learns who wrote."""

from datetime import UTC
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Database, Session
from backend.core.errors import NotFound
from backend.core.local_time import company_today, company_zone
from backend.events import EVENTS
from backend.pulse import WordsInput, codes
from backend.pulse.models import CONVERSATION_POSTS, PULSE_COMMENTS, PulseComment
from tests.cast import Cast
from tests.pulse.scene import (
    a_comment_with_a_code,
    an_open_wave,
    another_wave,
    answered,
    answered_by,
    sealed,
    staffed,
    various,
)

CODE = codes.new_code()
THANKS = WordsInput(text="Merci, qu’est-ce qui aiderait ?")


@pytest.fixture
async def comment_id(cast: Cast) -> UUID:
    return await a_comment_with_a_code(cast, CODE, boutique=12, bretagne=12)


async def answer(cast: Cast, name: str, comment_id: UUID) -> None:
    async with cast.database.writing() as session:
        actor = await cast.actor(name)
        comment = await pulse.comment_read_by(session, actor, comment_id)
        await pulse.reply_in_conversation(session, actor, comment, THANKS)
        await session.commit()


async def test_karim_answers_and_the_author_comes_back_with_the_code(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    await answer(cast, "karim", comment_id)
    async with database.writing() as session:
        comment = await pulse.comment_of_code(session, CODE.lower().replace("-", " "))
        await pulse.reply_as_author(session, comment, WordsInput(text="Une seconde caisse le samedi"))
        await session.commit()
    async with database.reading() as session:
        comment = await pulse.comment_read_by(session, await cast.actor("karim"), comment_id)
        row = await pulse.conversation_row(session, comment)
    assert row.comment == "Mot 3"
    assert [(post.from_author, post.by) for post in row.posts] == [(False, "Karim Benhaddou"), (True, "")]


async def test_what_the_author_says_leaves_a_day_and_nobody(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    async with database.writing() as session:
        comment = await pulse.comment_of_code(session, CODE)
        await pulse.reply_as_author(session, comment, WordsInput(text="Bonjour"))
        await pulse.report_as_author(session, comment)
        await session.commit()
    async with database.reading() as session:
        post = (await session.execute(sa.select(CONVERSATION_POSTS))).one()
        events = (
            await session.execute(sa.select(EVENTS).where(EVENTS.c.subject_kind == "conversation"))
        ).all()
        zone = company_zone(session)
    assert post.written_by_id is None
    assert post.id.version == 4
    assert {event.name for event in events} == {"conversation.author_replied", "conversation.reported"}
    for event in events:
        at = event.occurred_at.replace(tzinfo=UTC) if event.occurred_at.tzinfo is None else event.occurred_at
        assert (event.actor_id, event.subject_id, event.payload) == (None, comment_id, {})
        assert at.astimezone(zone).time().isoformat() == "00:00:00"


async def test_who_may_not_read_the_comment_knows_of_no_conversation(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    await answer(cast, "karim", comment_id)
    for name in ("ines", "yann", "maud", "thomas"):
        with pytest.raises(NotFound):
            await answer(cast, name, comment_id)
    for name in ("karim", "nadia"):
        await answer(cast, name, comment_id)
    async with database.reading() as session:
        with pytest.raises(pulse.errors.CodeUnknown):
            await pulse.comment_of_code(session, codes.new_code())
        with pytest.raises(pulse.errors.CodeUnreadable):
            await pulse.comment_of_code(session, "quelque chose")


async def test_a_comment_without_a_code_is_not_answered(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    async with database.reading() as session:
        codeless = PULSE_COMMENTS.c.code_hash.is_(None)
        found = await session.execute(sa.select(PULSE_COMMENTS.c.id).where(codeless))
        other = found.scalars().first()
    assert other is not None
    with pytest.raises(pulse.errors.NobodyToAnswer):
        await answer(cast, "nadia", other)


async def test_a_reported_conversation_is_asked_of_nadia_and_a_locked_one_is_over(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    nadia = await cast.actor("nadia")
    async with database.writing() as session:
        comment = await pulse.comment_of_code(session, CODE)
        await pulse.report_as_author(session, comment)
        with pytest.raises(pulse.errors.ConversationReported):
            await pulse.report_conversation(session, nadia, comment)
        await session.commit()
    async with database.writing() as session:
        assert "conversation_reported" in {ask.code for ask in await pulse.asks_for(session, nadia)}
        ines = await cast.actor("ines")
        assert "conversation_reported" not in {ask.code for ask in await pulse.asks_for(session, ines)}
        comment = await pulse.comment_read_by(session, nadia, comment_id)
        await pulse.lock_conversation(session, nadia, comment)
        await session.commit()
    with pytest.raises(pulse.errors.ConversationLocked):
        await answer(cast, "karim", comment_id)
    async with database.writing() as session:
        comment = await pulse.comment_of_code(session, CODE)
        with pytest.raises(pulse.errors.ConversationLocked):
            await pulse.reply_as_author(session, comment, THANKS)
        assert "conversation_reported" not in {ask.code for ask in await pulse.asks_for(session, nadia)}


async def test_whoever_was_reported_ends_the_conversation_and_not_the_report(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    """Karim presses the author, who reports it: his ending it, before or after, leaves it to Nadia."""
    nadia, karim = await cast.actor("nadia"), await cast.actor("karim")
    await answer(cast, "karim", comment_id)
    async with database.writing() as session:
        comment = await pulse.comment_read_by(session, karim, comment_id)
        await pulse.lock_conversation(session, karim, comment)
        assert await asked_of(session, nadia) == set()
        await pulse.report_as_author(session, comment)
        await session.commit()
    async with database.writing() as session:
        assert await asked_of(session, nadia) == {"conversation_reported"}
        comment = await pulse.comment_read_by(session, karim, comment_id)
        assert not await pulse.may_settle(session, karim, comment)
        with pytest.raises(pulse.errors.ConversationLocked):
            await pulse.lock_conversation(session, karim, comment)
    async with database.writing() as session:
        comment = await pulse.comment_read_by(session, nadia, comment_id)
        assert await pulse.may_settle(session, nadia, comment)
        await pulse.lock_conversation(session, nadia, comment)
        assert await asked_of(session, nadia) == set()
        assert (await pulse.conversation_row(session, comment)).settled_on == company_today(session)
        with pytest.raises(pulse.errors.ConversationLocked):
            await pulse.lock_conversation(session, nadia, comment)


async def asked_of(session: Session, actor: Actor) -> set[str]:
    """What « Aujourd’hui » asks of somebody about conversations."""
    return {ask.code for ask in await pulse.asks_for(session, actor)} & {"conversation_reported"}


async def test_a_code_that_came_with_two_comments_opens_one_of_them_and_both_are_kept(
    cast: Cast, database: Database
) -> None:
    staff = await staffed(cast, boutique=12)
    wave_id = await an_open_wave(cast)
    for place, person in enumerate(staff["boutique"]):
        code = {"code": CODE} if place in (3, 5) else {}
        await answered_by(cast, person, wave_id, answers=various(place), comment=f"Mot {place}", **code)
    await sealed(cast, wave_id)
    async with database.reading() as session:
        kept = (await session.execute(sa.select(PULSE_COMMENTS.c.code_hash))).scalars().all()
        assert len(kept) == 12
        assert [one for one in kept if one] == [codes.code_hash(CODE)]
        assert (await pulse.comment_of_code(session, CODE)).text in {"Mot 3", "Mot 5"}


async def test_a_code_of_another_wave_is_refused_before_anything_is_counted(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    async with database.reading() as session:
        comment = await session.get_one(PulseComment, comment_id)
    second = await another_wave(cast, comment.wave_id)
    writer = pulse.BallotWriter(database)
    with pytest.raises(pulse.errors.CodeTaken):
        await answered(cast, writer, "ines", second, comment="Encore un mot", code=CODE)
    await answered(cast, writer, "ines", second, comment="Encore un mot", code=codes.new_code())


async def test_two_comments_with_one_code_from_before_are_no_fault_of_whoever_looks(
    cast: Cast, database: Database, comment_id: UUID
) -> None:
    async with database.writing() as session:
        await session.execute(sa.update(PULSE_COMMENTS).values(code_hash=codes.code_hash(CODE)))
        first = await session.scalar(sa.select(PULSE_COMMENTS.c.id).order_by(PULSE_COMMENTS.c.id))
        assert (await pulse.comment_of_code(session, CODE)).id == first
