"""Who runs surveys. Nobody, whatever their role, may see an answer: there is no predicate for that."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import ORG_UNIT_TREE, Permission, ancestors, holders_of
from backend.pulse import errors
from backend.pulse.models import SURVEYS, Survey


def may_run(actor: Actor, units: Sequence[UUID]) -> bool:
    """HR leaders over the survey's root (`units`: it and its ancestors; none for the whole company)."""
    return actor.may(Permission.SURVEYS_RUN, *units)


async def require_run(session: Session, actor: Actor, org_unit_id: UUID | None) -> None:
    """Errors: SurveyLeadersOnly."""
    if not may_run(actor, await ancestors(session, org_unit_id)):
        raise errors.SurveyLeadersOnly


def run_by(actor: Actor) -> sa.ColumnElement[bool]:
    """`may_run`, as a condition on surveys."""
    held = actor.reach.get(Permission.SURVEYS_RUN, frozenset())
    if actor.is_system or EVERYWHERE in held:
        return sa.true()
    below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(
        ORG_UNIT_TREE.c.ancestor_id.in_([unit for unit in held if unit])
    )
    return sa.func.coalesce(SURVEYS.c.org_unit_id.in_(below), sa.false())


async def running(session: Session, survey_id: UUID) -> list[UUID]:
    """The people who run a survey."""
    part = await session.scalar(sa.select(SURVEYS.c.org_unit_id).where(SURVEYS.c.id == survey_id))
    around = await ancestors(session, part)
    leaders = await holders_of(session, Permission.SURVEYS_RUN)
    return [one for one, actor in leaders.items() if may_run(actor, around)]


async def get_survey(session: Session, actor: Actor, survey_id: UUID) -> Survey:
    """A survey that the actor runs. Errors: NotFound: to everybody else it does not exist."""
    survey: Survey | None = await session.get(Survey, survey_id)
    if survey is None or not may_run(actor, await ancestors(session, survey.org_unit_id)):
        raise NotFound
    return survey
