"""What a trained person lists of alerts, under the rules of comments."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNIT_TREE, Permission, holders_of
from backend.pulse.comment_rows import posts_after
from backend.pulse.counting import COMMENTS
from backend.pulse.disclosure import Cut, Group
from backend.pulse.models import (
    COMMENT_ALERTS,
    PULSE_COMMENTS,
    RELEASE_CELLS,
    RELEASED_GROUPS,
    SURVEYS,
    WAVES,
    AlertState,
)
from backend.pulse.release_policy import groups_known_to
from backend.pulse.told import withheld_from


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert, by its comment's id; `unit` is empty for everybody, or where the reader may not know."""

    id: UUID
    wave_number: int
    survey: Mapping[str, str]
    unit: str
    text: str
    can_be_answered: bool
    posts: int
    state: AlertState
    settled_on: date | None


async def visible_alerts(
    session: Session, actor: Actor, page: Page, *, settled: bool = False
) -> Listing[AlertRow]:
    """Alerts of the parts of the company that the actor hears, of the newest wave first; three statements."""
    state = COMMENT_ALERTS.c.state
    statement = await _alerts(session, actor)
    statement = statement.where(state != AlertState.WAITING if settled else state == AlertState.WAITING)
    order = [PULSE_COMMENTS.c.wave_id, PULSE_COMMENTS.c.id]
    return await listed(session, statement, order, page, _row, name="alerts", descending=True)


async def alert_heard_by(session: Session, actor: Actor, comment_id: UUID) -> AlertRow | None:
    """The alert of a comment, if there is one and the actor hears it."""
    statement = await _alerts(session, actor)
    found = (await session.execute(statement.where(PULSE_COMMENTS.c.id == comment_id))).one_or_none()
    return _row(found) if found else None


async def hearing_of(session: Session, wave_id: UUID) -> list[UUID]:
    """The trained people for whom a comment of this wave waits.

    They are a handful, and each is asked for by what their own page lists: nobody learns more by being told.
    """
    trained = await holders_of(session, Permission.ALERTS_HEAR)
    return [one for one, actor in trained.items() if await waiting_alerts(session, actor, wave_id)]


async def leave_unheard(session: Session, wave_id: UUID) -> None:
    """Of a wave being sealed, a comment that nobody trained may read goes where the others go."""
    heard: set[UUID] = set()
    for actor in (await holders_of(session, Permission.ALERTS_HEAR)).values():
        heard |= set((await session.execute(await _alerts(session, actor, wave_id))).scalars())
    of_wave = sa.select(PULSE_COMMENTS.c.id).where(PULSE_COMMENTS.c.wave_id == wave_id)
    alert = COMMENT_ALERTS.c.comment_id
    await session.execute(sa.delete(COMMENT_ALERTS).where(alert.in_(of_wave), alert.not_in(heard)))


async def waiting_alerts(session: Session, actor: Actor, wave_id: UUID | None = None) -> int:
    """How many wait for the actor, in one wave or in all."""
    if not actor.may_somewhere(Permission.ALERTS_HEAR):
        return 0
    waiting = (await _alerts(session, actor, wave_id)).where(COMMENT_ALERTS.c.state == AlertState.WAITING)
    return int(await session.scalar(sa.select(sa.func.count()).select_from(waiting.subquery())) or 0)


async def _alerts(session: Session, actor: Actor, wave_id: UUID | None = None) -> sa.Select[Any]:
    """The alerts the actor hears, of waves whose comments may be read by somebody in the company.

    Of one wave, or of all.
    """
    comment, cell = PULSE_COMMENTS.c, RELEASE_CELLS.c
    mine = await groups_known_to(session, actor)
    readable = sa.exists().where(
        cell.wave_id == comment.wave_id,
        cell.question == COMMENTS,
        cell.cut == Cut.ALL,
        ~withheld_from(mine),
    )
    named = sa.and_(
        cell.wave_id == comment.wave_id,
        cell.question == COMMENTS,
        cell.cut == Cut.UNIT,
        cell.key == comment.unit_key,
        ~withheld_from(mine),
    )
    label = (
        sa.select(RELEASED_GROUPS.c.label)
        .select_from(RELEASED_GROUPS)
        .join(RELEASE_CELLS, named)
        .where(
            RELEASED_GROUPS.c.wave_id == comment.wave_id,
            RELEASED_GROUPS.c.cut == Cut.UNIT,
            RELEASED_GROUPS.c.key == comment.unit_key,
        )
        .correlate(PULSE_COMMENTS)
        .scalar_subquery()
    )
    of_wave = [comment.wave_id == wave_id] if wave_id is not None else []
    return (
        sa.select(
            comment.id,
            WAVES.c.number,
            SURVEYS.c.title,
            sa.func.coalesce(label, "").label("unit"),
            comment.text,
            comment.code_hash.is_not(None).label("can_be_answered"),
            posts_after().label("posts"),
            COMMENT_ALERTS.c.state,
            COMMENT_ALERTS.c.settled_on,
        )
        .select_from(PULSE_COMMENTS)
        .join(COMMENT_ALERTS, COMMENT_ALERTS.c.comment_id == comment.id)
        .join(WAVES, WAVES.c.id == comment.wave_id)
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(*of_wave, readable, await _heard(session, actor, mine, of_wave))
    )


async def _heard(
    session: Session, actor: Actor, mine: Collection[Group], of_wave: Collection[sa.ColumnElement[bool]]
) -> sa.ColumnElement[bool]:
    """Comments of the parts of the company that the actor hears, as a condition; of those `of_wave`, if any.

    Where the comments of a unit are withheld from the actor, an alert of it is heard by a role over a unit
    around it alone, or they would know where it comes from.
    """
    if actor.by_another:
        return sa.false()
    held = actor.reach.get(Permission.ALERTS_HEAR, frozenset())
    if EVERYWHERE in held:
        return sa.true()
    below = await session.execute(
        sa.select(ORG_UNIT_TREE.c.descendant_id).where(
            ORG_UNIT_TREE.c.ancestor_id.in_([unit for unit in held if unit])
        )
    )
    heard = [str(unit) for unit in below.scalars()]
    around, cell = _units_around_alerts(of_wave), RELEASE_CELLS.c
    read = sa.exists().where(
        around.c.comment_id == PULSE_COMMENTS.c.id,
        around.c.key.in_(heard),
        cell.wave_id == around.c.wave_id,
        cell.question == COMMENTS,
        cell.cut == Cut.UNIT,
        cell.key == around.c.key,
        ~withheld_from(mine),
    )
    return sa.and_(PULSE_COMMENTS.c.unit_key.in_(heard), read)


def _units_around_alerts(of_wave: Collection[sa.ColumnElement[bool]]) -> sa.CTE:
    """The unit of each of these alerts and those around it, in the tree of its wave."""
    comment, group = PULSE_COMMENTS.c, RELEASED_GROUPS.c
    own = sa.select(comment.id.label("comment_id"), comment.wave_id, comment.unit_key.label("key"))
    own = own.join(COMMENT_ALERTS, COMMENT_ALERTS.c.comment_id == comment.id).where(*of_wave)
    found = own.cte("around", recursive=True)
    above = sa.select(found.c.comment_id, found.c.wave_id, group.parent_key).where(
        group.wave_id == found.c.wave_id, group.cut == Cut.UNIT, group.key == found.c.key
    )
    return found.union_all(above)


def _row(row: Any) -> AlertRow:
    return AlertRow(
        id=row.id,
        wave_number=row.number,
        survey=row.title,
        unit=row.unit,
        text=row.text,
        can_be_answered=bool(row.can_be_answered),
        posts=row.posts,
        state=row.state,
        settled_on=row.settled_on,
    )
