"""Answering: a ballot that names no person, and, apart from it, that the person took part.

Nothing else is written on this path: no event, no job, no audit line, no idempotency row. The participation's
hash is what makes a retry count once.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID, uuid4

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.pulse import codes, errors, keys
from backend.pulse.ballot_writer import BallotWriter, Outcome, Submission
from backend.pulse.inputs import AnswersInput
from backend.pulse.models import (
    BALLOTS,
    PARTICIPATIONS,
    WAVE_AUDIENCES,
    WAVE_GROUPS,
    WAVE_KEYS,
    WAVES,
    GroupKind,
    Wave,
    WaveStatus,
)
from backend.pulse.questions import kept
from backend.pulse.surveys import questions_of

BLOCK = 1024
"""Payloads are padded to a multiple of this: a ballot’s length does not tell a short comment from none."""
AT_ONCE = 1000


class Groups(TypedDict):
    """The groups a ballot counts in, as ids; none where only the whole company may be named."""

    unit: str | None
    site: str | None
    job_family: str | None


class Payload(TypedDict):
    """What a ballot holds once unsealed. `code_hash` is there with a comment only."""

    answers: dict[str, Any]
    comment: str | None
    code_hash: str | None
    groups: Groups


@dataclass(frozen=True, slots=True, repr=False)
class Invited:
    """One person's place in a wave that asked them, for the length of a request."""

    wave_id: UUID
    survey_id: UUID
    version: int
    status: WaveStatus
    keys: keys.WaveKeys
    groups: Groups


async def invited_to(session: Session, actor: Actor, wave_id: UUID) -> Invited:
    """The actor's place in a wave; one statement. Errors: NotFound where it did not ask them."""
    columns, source = _invitation()
    row = (
        await session.execute(
            sa.select(*columns)
            .select_from(source)
            .where(WAVES.c.id == wave_id, WAVE_AUDIENCES.c.person_id == actor.person_id)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    groups = Groups(unit=_text(row.unit), site=_text(row.site), job_family=_text(row.job_family))
    opened = keys.opened(session, row.id, row.wrapped)
    return Invited(row.id, row.survey_id, row.version, row.status, opened, groups)


async def submit(
    session: Session, writer: BallotWriter, actor: Actor, wave_id: UUID, given: AnswersInput
) -> None:
    """Count the actor's answers, once. Returns when they are durable.

    `session` only reads, and is rolled back. The code is kept with a comment, hashed, and forgotten without.
    Errors: PersonOnly, NotFound, WaveNotOpen, UnknownQuestion, AnswerOutOfRange, CodeUnreadable,
    AlreadyCounted.
    """
    if actor.scopes is not None or actor.person_id is None:
        raise errors.PersonOnly
    invited = await invited_to(session, actor, wave_id)
    if invited.status is not WaveStatus.OPEN:
        raise errors.WaveNotOpen
    questions = await questions_of(session, invited.survey_id, invited.version, wave_id)
    answers = kept(questions, given.answers)
    if given.code and not codes.is_code(given.code):
        raise errors.CodeUnreadable
    comment = given.comment or None
    payload = Payload(
        answers=dict(answers),
        comment=comment,
        code_hash=codes.code_hash(given.code) if given.code and comment else None,
        groups=invited.groups,
    )
    # Those who wait for a commit hold no connection, or they could hold all those that it needs.
    await session.rollback()
    outcome = await writer.write(
        Submission(
            wave_id=wave_id,
            person_hash=invited.keys.person_hash(actor.person_id),
            ballot_id=uuid4(),
            sealed=invited.keys.seal(padded(payload)),
        )
    )
    if outcome is Outcome.CLOSED:
        raise errors.WaveNotOpen
    if outcome is Outcome.ALREADY:
        raise errors.AlreadyCounted


async def has_taken_part(session: Session, actor: Actor, invited: Invited) -> bool:
    """Whether the actor's answers are counted; for themselves alone."""
    assert actor.person_id is not None
    mine = sa.select(PARTICIPATIONS.c.wave_id).where(
        PARTICIPATIONS.c.wave_id == invited.wave_id,
        PARTICIPATIONS.c.person_hash == invited.keys.person_hash(actor.person_id),
    )
    return (await session.execute(mine)).first() is not None


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
            payload: Payload = json.loads(opened.unseal(row.sealed))
            yield payload
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].id


def _invitation() -> tuple[list[sa.ColumnElement[Any]], sa.FromClause]:
    """A wave with the place of one person in it, and what their ballot names for each of their groups."""
    columns: list[sa.ColumnElement[Any]] = [
        WAVES.c.id,
        WAVES.c.survey_id,
        WAVES.c.version,
        WAVES.c.status,
        WAVE_KEYS.c.wrapped,
    ]
    source: sa.FromClause = WAVES.join(WAVE_AUDIENCES, WAVE_AUDIENCES.c.wave_id == WAVES.c.id).join(
        WAVE_KEYS, WAVE_KEYS.c.wave_id == WAVES.c.id
    )
    for kind in GroupKind:
        group = WAVE_GROUPS.alias(f"of_{kind.value}")
        columns.append(group.c.counted_as.label(kind.value))
        source = source.outerjoin(
            group,
            sa.and_(
                group.c.wave_id == WAVES.c.id,
                group.c.kind == kind,
                group.c.group_id == WAVE_AUDIENCES.c[f"{kind.value}_id"],
            ),
        )
    return columns, source


def padded(payload: Mapping[str, Any]) -> bytes:
    """The payload as it is sealed, its length rounded up."""
    plain = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    # JSON takes spaces after its end.
    return plain + b" " * (-len(plain) % BLOCK)


def _text(group: UUID | None) -> str | None:
    return str(group) if group else None
