"""Answering: a ballot that names no person, and, apart from it, that the person took part.

Nothing else is written on this path: no event, no job, no audit line, no idempotency row. The participation's
hash is what makes a retry count once.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import DomainError, NotFound
from backend.pulse import codes, errors, keys
from backend.pulse.ballot_rows import Outcome, Submission
from backend.pulse.ballot_writer import BallotWriter
from backend.pulse.inputs import AnswersInput
from backend.pulse.models import (
    BALLOTS,
    PULSE_COMMENTS,
    WAVE_AUDIENCES,
    WAVE_KEYS,
    WAVES,
    Wave,
    WaveStatus,
)
from backend.pulse.open_waves import OpenWave
from backend.pulse.payloads import Payload, Said, unpadded
from backend.pulse.questions import Question, kept

AT_ONCE = 1000
REFUSED: dict[Outcome, type[DomainError]] = {
    Outcome.NOT_ASKED: NotFound,
    Outcome.CLOSED: errors.WaveNotOpen,
    Outcome.ALREADY: errors.AlreadyCounted,
}


@dataclass(frozen=True, slots=True, repr=False)
class Invited:
    """One person's place in a wave that asked them, for the length of a request."""

    wave_id: UUID
    survey_id: UUID
    version: int
    status: WaveStatus
    keys: keys.WaveKeys


async def invited_to(session: Session, actor: Actor, wave_id: UUID) -> Invited:
    """The actor's place in a wave; one statement. Errors: NotFound where it did not ask them."""
    row = (
        await session.execute(
            sa.select(WAVES.c.survey_id, WAVES.c.version, WAVES.c.status, WAVE_KEYS.c.wrapped)
            .join(WAVE_AUDIENCES, WAVE_AUDIENCES.c.wave_id == WAVES.c.id)
            .join(WAVE_KEYS, WAVE_KEYS.c.wave_id == WAVES.c.id)
            .where(WAVES.c.id == wave_id, WAVE_AUDIENCES.c.person_id == actor.person_id)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    opened = keys.opened(session, wave_id, row.wrapped)
    return Invited(wave_id, row.survey_id, row.version, row.status, opened)


async def questions_to_answer(
    session: Session, writer: BallotWriter, actor: Actor, wave_id: UUID
) -> tuple[Question, ...]:
    """The questions of an open wave, for whoever sends answers; `submit` sees whether it asked them.

    Errors: NotFound, WaveNotOpen.
    """
    try:
        return (await writer.waves.get(session, wave_id)).questions
    except errors.WaveNotOpen:
        await invited_to(session, actor, wave_id)
        raise


async def submit(
    session: Session, writer: BallotWriter, actor: Actor, wave_id: UUID, given: AnswersInput
) -> None:
    """Count the actor's answers, once. Returns when they are durable.

    `session` only reads, if anything, and is rolled back. The code is kept with a comment, hashed, and
    forgotten without. Errors: PersonOnly, NotFound, WaveNotOpen, UnknownQuestion, AnswerOutOfRange,
    CommentUnasked, CodeUnreadable, CodeTaken, AlreadyCounted.
    """
    if actor.scopes is not None or actor.person_id is None:
        raise errors.PersonOnly
    try:
        wave = await writer.waves.get(session, wave_id)
        said = _said(wave, given)
        await _require_new_code(session, wave, said["code_hash"])
    except DomainError:
        # Whoever was not asked learns of nothing, not even of what is wrong with their answers.
        await invited_to(session, actor, wave_id)
        raise
    # Those who wait for a commit hold no connection, or they could hold all those that it needs.
    if session.in_transaction():
        await session.rollback()
    outcome = await writer.write(Submission(wave, actor.person_id, said))
    if outcome in REFUSED:
        raise REFUSED[outcome]


def _said(wave: OpenWave, given: AnswersInput) -> Said:
    if given.code and not codes.is_code(given.code):
        raise errors.CodeUnreadable
    comment = given.comment or None
    if comment and all(question.is_closed for question in wave.questions):
        raise errors.CommentUnasked
    return Said(
        answers=kept(wave.questions, given.answers),
        comment=comment,
        code_hash=codes.code_hash(given.code) if given.code and comment else None,
    )


async def _require_new_code(session: Session, wave: OpenWave, code_hash: str | None) -> None:
    if code_hash is not None:
        other = PULSE_COMMENTS.c.wave_id != wave.id
        taken = sa.select(PULSE_COMMENTS.c.id).where(PULSE_COMMENTS.c.code_hash == code_hash, other)
        if (await session.execute(taken)).first():
            raise errors.CodeTaken


async def opened_ballots(session: Session, wave: Wave) -> AsyncIterator[Payload]:
    """Every ballot of a wave, unsealed, in the order of their random ids; for the sealing alone.

    Errors: NotFound once the wave's key is destroyed, NotSealedHere if a ballot was tampered with.
    """
    opened = await keys.keys_of(session, wave.id)
    last: UUID | None = None
    while True:
        statement = sa.select(BALLOTS.c.id, BALLOTS.c.sealed).where(BALLOTS.c.wave_id == wave.id)
        if last is not None:
            statement = statement.where(BALLOTS.c.id > last)
        rows = (await session.execute(statement.order_by(BALLOTS.c.id).limit(AT_ONCE))).all()
        for row in rows:
            yield unpadded(opened.unseal(row.sealed))
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].id
