"""Answering back: what a unit's head commits to after its results, and what its people say became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import commitments
from backend.commitments import COMMITMENTS, Commitment, CommitmentRow
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.core.local_time import company_day
from backend.identity import (
    ORG_UNIT_HEADS,
    ORG_UNIT_TREE,
    ORG_UNITS,
    PEOPLE,
    PersonStatus,
    ancestors,
    subtree,
)
from backend.pulse import errors, working_days
from backend.pulse.asked_back import SOURCE, key_of
from backend.pulse.inputs import CommitmentInput
from backend.pulse.models import UNIT_COMMITMENTS, Survey, SurveyTheme, UnitCommitment
from backend.pulse.policy import run_by
from backend.pulse.release import results_of
from backend.pulse.release_policy import groups_known_to, told_to
from backend.pulse.release_rows import CellRow, latest_answers

ANSWER_DAYS = 30
"""Days after a wave's close within which a unit's head answers."""


@dataclass(frozen=True, slots=True)
class UnitPromise:
    """A commitment with the unit it was made to (none: everybody asked) and the results it answers."""

    commitment: CommitmentRow
    wave_id: UUID
    org_unit_id: UUID | None
    org_unit_name: str
    theme: SurveyTheme

    @property
    def url(self) -> str:
        """The page of the results that it answers: of everybody for none, not of the reader's own part."""
        return f"/pulse/{self.wave_id}/results?unit={self.org_unit_id or 'all'}"


def answer_by(session: Session, closed_at: datetime) -> date:
    """The day until which a unit waits for its head's answer."""
    return company_day(session, closed_at) + timedelta(days=ANSWER_DAYS)


def reached_in(session: Session, closed_at: datetime, sealed_at: datetime) -> int:
    """In how many working days after its close a wave's results reached those it asked; 5 are promised."""
    return working_days.between(company_day(session, closed_at), company_day(session, sealed_at))


async def publish_commitment(
    session: Session, actor: Actor, wave_id: UUID, unit_id: UUID | None, given: CommitmentInput
) -> Commitment:
    """Commit to something about a unit's results in a sealed wave; its people read it as it is.

    `unit_id` is the unit, none for everybody asked, as `results_of` takes it: what is promised to those of a
    survey of one part is that part's. Its owner may be anybody of that unit. Errors: NotFound,
    UnitLeadersOnly, OwnerElsewhere, DateAlreadyPast.
    """
    results = await results_of(session, actor, wave_id, unit_id, everybody=unit_id is None)
    if not results.leads:
        raise errors.UnitLeadersOnly
    key = results.unit.row.group.key
    to = UUID(key) if key else None
    survey = await session.get_one(Survey, results.survey_id)
    may_name = await _is_of(session, given.owner_id, to or survey.org_unit_id)
    try:
        commitment = await commitments.make(
            session, actor, given, source_kind=SOURCE, source_id=wave_id, may_name=may_name
        )
    except commitments.errors.OwnerOnly as refused:
        raise errors.OwnerElsewhere from refused
    row = UnitCommitment(commitment_id=commitment.id, wave_id=wave_id, org_unit_id=to, theme=given.theme)
    session.add(row)
    await session.flush()
    return commitment


async def commitments_to(session: Session, unit_id: UUID | None, page: Page) -> Listing[UnitPromise]:
    """What a unit was promised after its results, newest first; promises are known to all.

    Errors: NotFound for no unit of ours, BadCursor.
    """
    if unit_id is not None and not await session.scalar(
        sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.id == unit_id)
    ):
        raise NotFound
    return await _listed(session, UNIT_COMMITMENTS.c.org_unit_id.is_not_distinct_from(unit_id), page)


async def commitments_around(session: Session, units: Collection[UUID], page: Page) -> Listing[UnitPromise]:
    """What these units, and everybody, were promised after their results, newest first. Errors: BadCursor."""
    made = UNIT_COMMITMENTS.c
    return await _listed(session, sa.or_(made.org_unit_id.is_(None), made.org_unit_id.in_(units)), page)


async def promises_by_ids(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, UnitPromise]:
    """Those of these commitments that were made to a unit, by id; two statements."""
    if not ids:
        return {}
    found = await session.execute(_rows().where(UNIT_COMMITMENTS.c.commitment_id.in_(ids)))
    rows = await commitments.commitments_by_ids(session, ids)
    return {row.commitment_id: _promise(row, rows) for row in found}


async def said_of(session: Session, actor: Actor, promises: Collection[UnitPromise]) -> dict[UUID, CellRow]:
    """What a unit's people last said of each commitment, as released, by its id.

    Of units the actor is in or leads, in waves whose results they read; none by a token that somebody else
    made.
    """
    if actor.by_another:
        return {}
    around = await ancestors(session, actor.org_unit_id)
    led = await session.execute(
        sa.select(ORG_UNIT_TREE.c.descendant_id)
        .join(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == ORG_UNIT_TREE.c.ancestor_id)
        .where(
            ORG_UNIT_HEADS.c.person_id == actor.person_id,
            ORG_UNIT_TREE.c.descendant_id.in_([one.org_unit_id for one in promises if one.org_unit_id]),
        )
    )
    readable = {None, *around, *led.scalars()}
    keys = {key_of(one.commitment.id): one for one in promises if one.org_unit_id in readable}
    asked = [(key, str(one.org_unit_id or "")) for key, one in keys.items()]
    mine = await groups_known_to(session, actor)
    told = sa.or_(await told_to(session, actor), run_by(actor))
    found = await latest_answers(session, asked, mine, told)
    return {keys[key].commitment.id: cell for key, cell in found.items()}


async def _is_of(session: Session, person_id: UUID | None, unit_id: UUID | None) -> bool:
    """Whether this is an active person of the unit or of one inside it; of the company, where it is none."""
    statement = sa.select(PEOPLE.c.id).where(PEOPLE.c.id == person_id, PEOPLE.c.status == PersonStatus.ACTIVE)
    if unit_id is not None:
        statement = statement.where(PEOPLE.c.org_unit_id.in_(subtree(unit_id)))
    return (await session.execute(statement)).first() is not None


async def _listed(session: Session, condition: sa.ColumnElement[bool], page: Page) -> Listing[UnitPromise]:
    found = await listed(
        session,
        _rows().where(condition),
        [UNIT_COMMITMENTS.c.commitment_id],
        page,
        lambda row: row,
        name="unit_commitments",
        descending=True,
    )
    rows = await commitments.commitments_by_ids(session, [row.commitment_id for row in found.items])
    items = [_promise(row, rows) for row in found.items]
    return Listing(items, found.cursors, found.has_more, found.more)


def _rows() -> sa.Select[Any]:
    made = UNIT_COMMITMENTS.c
    return (
        sa.select(
            made.commitment_id,
            made.wave_id,
            made.org_unit_id,
            made.theme,
            sa.func.coalesce(ORG_UNITS.c.name, "").label("unit_name"),
        )
        .join(COMMITMENTS, COMMITMENTS.c.id == made.commitment_id)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == made.org_unit_id)
    )


def _promise(row: sa.Row[Any], rows: Mapping[UUID, CommitmentRow]) -> UnitPromise:
    return UnitPromise(rows[row.commitment_id], row.wave_id, row.org_unit_id, row.unit_name, row.theme)
