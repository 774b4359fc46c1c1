"""What a reader may list about waves: those that asked them, and those of the surveys they run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.pulse import keys
from backend.pulse.asked_back import how_many
from backend.pulse.models import (
    PARTICIPATIONS,
    SURVEY_QUESTIONS,
    SURVEYS,
    WAVE_AUDIENCES,
    WAVE_KEYS,
    WAVES,
    QuestionKind,
    WaveStatus,
)
from backend.pulse.policy import run_by
from backend.pulse.release_policy import told_to


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A wave as lists and pages show it. `rate` is the company's participation, as it is told, if it is.

    `question_count` is how many questions the reader is asked, commitments to their unit included and the
    comment apart; `minutes` is how long answering takes, about; `has_answered` is the reader's own, and None
    for a token: whoever issued it would learn who took part.
    """

    id: UUID
    survey_id: UUID
    number: int
    version: int
    status: WaveStatus
    title: Mapping[str, str]
    promise: Mapping[str, str]
    k: int | None
    comment_k: int | None
    invited: int
    opens_at: datetime
    closes_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    sealed_at: datetime | None
    rate: int | None
    rated_on: date | None
    question_count: int
    is_invited: bool
    has_answered: bool | None

    @property
    def minutes(self) -> int:
        """Ten seconds a question, rounded up."""
        return max(1, -(-self.question_count * 10 // 60))


async def my_invitations(session: Session, actor: Actor, page: Page) -> Listing[WaveRow]:
    """The open waves that asked the actor, newest first; two statements."""
    statement = _rows(actor).where(_MINE.c.person_id.is_not(None), WAVES.c.status == WaveStatus.OPEN)
    return await _listed(session, actor, statement, WAVES.c.id, page, "invitations")


async def waves_of(session: Session, actor: Actor, survey_id: UUID, page: Page) -> Listing[WaveRow]:
    """The waves of a survey that the actor may see, newest first."""
    statement = _rows(actor).where(WAVES.c.survey_id == survey_id, _seen(actor))
    return await _listed(session, actor, statement, WAVES.c.number, page, "waves")


async def waves_told(session: Session, actor: Actor, page: Page) -> Listing[WaveRow]:
    """The sealed waves that asked in the actor's unit, or in one they head, newest first."""
    statement = _rows(actor).where(await told_to(session, actor))
    return await _listed(session, actor, statement, WAVES.c.id, page, "waves_told")


async def waves_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, WaveRow]:
    """Those of these waves that asked the actor, whose survey they run, or whose results they read."""
    found = (await session.execute(_rows(actor).where(WAVES.c.id.in_(ids), _seen(actor)))).all()
    others = set(ids) - {row.id for row in found}
    if others:
        told = await told_to(session, actor)
        found = [*found, *await session.execute(_rows(actor).where(WAVES.c.id.in_(others), told))]
    return {row.id: row for row in await _with_answered(session, actor, found)}


async def wave_row(session: Session, actor: Actor, wave_id: UUID) -> WaveRow:
    """One wave, as `waves_by_ids`. Errors: NotFound."""
    found = (await waves_by_ids(session, actor, [wave_id])).get(wave_id)
    if found is None:
        raise NotFound
    return found


_MINE = WAVE_AUDIENCES.alias("mine")


def _seen(actor: Actor) -> sa.ColumnElement[bool]:
    asked = sa.and_(_MINE.c.person_id.is_not(None), WAVES.c.status != WaveStatus.PLANNED)
    return sa.or_(asked, run_by(actor))


def _rows(actor: Actor) -> sa.Select[Any]:
    questions = (
        sa.select(sa.func.count())
        .where(
            SURVEY_QUESTIONS.c.survey_id == WAVES.c.survey_id,
            SURVEY_QUESTIONS.c.version == WAVES.c.version,
            SURVEY_QUESTIONS.c.kind != QuestionKind.TEXT,
        )
        .correlate(WAVES)
        .scalar_subquery()
    )
    mine = sa.and_(_MINE.c.wave_id == WAVES.c.id, _MINE.c.person_id == actor.person_id)
    return (
        sa.select(
            WAVES,
            SURVEYS.c.title,
            SURVEYS.c.promise,
            (questions + how_many(WAVES.c.id, _MINE.c.unit_id)).label("question_count"),
            _MINE.c.person_id.is_not(None).label("is_invited"),
            WAVE_KEYS.c.wrapped,
        )
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .outerjoin(_MINE, mine)
        .outerjoin(WAVE_KEYS, WAVE_KEYS.c.wave_id == WAVES.c.id)
    )


async def _listed(
    session: Session,
    actor: Actor,
    statement: sa.Select[Any],
    order: sa.ColumnElement[Any],
    page: Page,
    name: str,
) -> Listing[WaveRow]:
    listing = await listed(session, statement, [order], page, lambda row: row, name=name, descending=True)
    rows = await _with_answered(session, actor, listing.items)
    return Listing(rows, listing.cursors, listing.has_more, listing.more)


async def _with_answered(session: Session, actor: Actor, rows: Collection[Any]) -> list[WaveRow]:
    """The rows, with whether the actor took part: only their own hash is looked for, and for no tool."""
    hashes = {}
    in_person = actor.scopes is None
    for row in rows:
        if in_person and row.is_invited and row.wrapped is not None and actor.person_id is not None:
            hashes[row.id] = keys.opened(session, row.id, row.wrapped).person_hash(actor.person_id)
    took_part = await _found(session, hashes)
    plain = [name for name in WaveRow.__slots__ if name != "has_answered"]
    return [
        WaveRow(
            **{name: row._mapping[name] for name in plain},
            has_answered=row.id in took_part if in_person else None,
        )
        for row in rows
    ]


async def _found(session: Session, hashes: Mapping[UUID, bytes]) -> set[UUID]:
    if not hashes:
        return set()
    pair = sa.tuple_(PARTICIPATIONS.c.wave_id, PARTICIPATIONS.c.person_hash)
    found = await session.execute(sa.select(PARTICIPATIONS.c.wave_id).where(pair.in_(list(hashes.items()))))
    return set(found.scalars())
