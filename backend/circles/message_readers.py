"""Who may see a message, who may publish it: conditions of its statements."""

from typing import Any

import sqlalchemy as sa

from backend.circles.circle_rows import held_over, run_by
from backend.circles.models import (
    CIRCLES,
    CURRENT,
    MEMBERSHIPS,
    MESSAGE_READINGS,
    MESSAGE_UNITS,
    MESSAGES,
    MembershipStatus,
    MessageStatus,
)
from backend.core.actor import Actor
from backend.identity import ORG_UNIT_TREE, Permission

MINE = MEMBERSHIPS.alias("mine")
READING = MESSAGE_READINGS.alias("reading")


def seen(actor: Actor) -> sa.Select[Any]:
    """A subquery of the ids of the messages that exist for the actor, for `IN`."""
    return sa.select(MESSAGES.c.id).select_from(sources(actor)).where(sees(actor))


def publishable(actor: Actor) -> sa.Select[Any]:
    """A subquery of the ids of the messages that the actor may publish, and so answer for."""
    return sa.select(MESSAGES.c.id).select_from(sources(actor)).where(publishes(actor))


def sources(actor: Actor) -> sa.Join:
    """The message, its circle, and what the actor is to both."""
    me = actor.person_id
    return (
        MESSAGES.join(CIRCLES, CIRCLES.c.id == MESSAGES.c.circle_id)
        .outerjoin(
            MINE,
            sa.and_(MINE.c.circle_id == CIRCLES.c.id, MINE.c.person_id == me, MINE.c.status.in_(CURRENT)),
        )
        .outerjoin(READING, sa.and_(READING.c.message_id == MESSAGES.c.id, READING.c.person_id == me))
    )


def is_member() -> sa.ColumnElement[bool]:
    """Whether the actor is in the circle, as a condition on their spell in it."""
    return sa.func.coalesce(MINE.c.status == MembershipStatus.ACTIVE, sa.false())


def publishes(actor: Actor) -> sa.ColumnElement[bool]:
    """`policy.may_publish`, as a condition on the circle and on the actor's spell in it."""
    return sa.or_(run_by(actor, MINE), held_over(actor, Permission.MESSAGES_PUBLISH))


def sees(actor: Actor) -> sa.ColumnElement[bool]:
    """Publishers see drafts too; a published message is for its members, its audience, its units' heads.

    Whoever arrived under the circle's unit since then may read it, and counts nowhere.
    """
    above = sa.select(ORG_UNIT_TREE.c.ancestor_id).where(ORG_UNIT_TREE.c.descendant_id == actor.org_unit_id)
    heads = sa.exists().where(
        MESSAGE_UNITS.c.message_id == MESSAGES.c.id, MESSAGE_UNITS.c.head_id == actor.person_id
    )
    return sa.or_(
        publishes(actor),
        sa.and_(
            MESSAGES.c.status == MessageStatus.PUBLISHED,
            sa.or_(
                MESSAGES.c.author_id == actor.person_id,
                is_member(),
                READING.c.person_id.is_not(None),
                CIRCLES.c.org_unit_id.is_(None),
                CIRCLES.c.org_unit_id.in_(above),
                heads,
            ),
        ),
    )
