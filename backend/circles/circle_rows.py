"""A circle as a row: the statement behind every list of circles, and what the reader may see of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import (
    CIRCLES,
    CURRENT,
    MEMBERSHIPS,
    CircleKind,
    CircleStatus,
    JoinPolicy,
    MembershipStatus,
)
from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import alias_of
from backend.identity import ORG_UNIT_TREE, ORG_UNITS, PEOPLE, Permission, display_name


@dataclass(frozen=True, slots=True)
class CircleRow:
    """A circle as lists and pages show it, with its first lead and what it is to the reader.

    `viewer_invited_by` is who invited or proposed the reader; `viewer_position` their place in the waiting
    list, from 1.
    """

    id: UUID
    slug: str
    name: str
    kind: CircleKind
    status: CircleStatus
    why: str
    join_policy: JoinPolicy
    capacity: int | None
    member_count: int
    waiting_count: int
    lead_count: int
    parent_id: UUID | None
    parent_slug: str | None
    parent_name: str | None
    org_unit_id: UUID | None
    org_unit_name: str | None
    lead_id: UUID | None
    lead_name: str | None
    viewer_status: MembershipStatus | None
    viewer_is_lead: bool
    viewer_invited_by: str | None
    viewer_note: str | None
    viewer_position: int | None

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and (self.waiting_count > 0 or self.member_count >= self.capacity)

    @property
    def needs_lead(self) -> bool:
        """Its last lead has left the company: the leads of its parent act."""
        return self.status is CircleStatus.ACTIVE and self.lead_count == 0


READER = sa.bindparam("reader", type_=sa.Uuid())
UNITS = sa.bindparam("units", type_=sa.Uuid(), expanding=True)
MadeOnce = Callable[[bool], sa.Select[Any]]
"""A statement for the reader READER, who runs every circle (True) or those under UNITS.

Made once for each, as making takes longer than asking.
"""


def circle_rows(actor: Actor) -> sa.Select[Any]:
    """The statement behind every list of circles, already narrowed to what the actor may see."""
    return for_reader(actor, rows_made_once)


def for_reader(actor: Actor, statement: MadeOnce) -> sa.Select[Any]:
    """The statement, as this actor asks it."""
    everywhere, values = asked_by(actor)
    return statement(everywhere).params(**values)


def asked_by(actor: Actor) -> tuple[bool, dict[str, Any]]:
    """Whether the actor runs every circle, and the values of a statement made once as this actor asks it."""
    units = actor.reach.get(Permission.CIRCLES_EDIT, frozenset())
    if actor.is_system or EVERYWHERE in units:
        return True, {"reader": actor.person_id}
    return False, {"reader": actor.person_id, "units": sorted(units)}


@cache
def rows_made_once(everywhere: bool) -> sa.Select[Any]:
    """Every circle that READER may see, with what a `CircleRow` tells of it."""
    mine, lead, any_lead = (alias_of(MEMBERSHIPS, name) for name in ("mine", "lead", "any_lead"))
    parent, inviter = alias_of(CIRCLES, "parent"), alias_of(PEOPLE, "inviter")
    first_lead = (
        sa.select(any_lead.c.id)
        .where(
            any_lead.c.circle_id == CIRCLES.c.id,
            any_lead.c.is_lead,
            any_lead.c.status == MembershipStatus.ACTIVE,
        )
        .order_by(any_lead.c.id)
        .limit(1)
        .scalar_subquery()
    )
    columns: dict[str, sa.ColumnElement[Any]] = {
        **CIRCLES.c,
        "org_unit_name": ORG_UNITS.c.name,
        "parent_slug": parent.c.slug,
        "parent_name": parent.c.name,
        "lead_id": PEOPLE.c.id,
        "lead_name": display_name(PEOPLE),
        "viewer_status": mine.c.status,
        "viewer_is_lead": sa.func.coalesce(mine.c.is_lead, sa.false()),
        "viewer_invited_by": display_name(inviter),
        "viewer_note": mine.c.note,
        "viewer_position": sa.case((mine.c.status == MembershipStatus.WAITING, position_of(mine))),
    }
    return (
        sa.select(*(columns[name].label(name) for name in CircleRow.__slots__))
        .select_from(CIRCLES)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == CIRCLES.c.org_unit_id)
        .outerjoin(parent, parent.c.id == CIRCLES.c.parent_id)
        .outerjoin(
            mine,
            sa.and_(
                mine.c.circle_id == CIRCLES.c.id,
                mine.c.person_id == READER,
                mine.c.status.in_(CURRENT),
            ),
        )
        .outerjoin(inviter, inviter.c.id == mine.c.invited_by_id)
        .outerjoin(lead, lead.c.id == first_lead)
        .outerjoin(PEOPLE, PEOPLE.c.id == lead.c.person_id)
        .where(sa.or_(CIRCLES.c.status != CircleStatus.DRAFT, run_by_reader(everywhere, mine)))
    )


def position_of(spell: sa.FromClause) -> sa.ScalarSelect[int]:
    """The place of a waiting spell in its circle's queue, from 1."""
    ahead = alias_of(MEMBERSHIPS, "ahead")
    return (
        sa.select(sa.func.count())
        .where(
            ahead.c.circle_id == spell.c.circle_id,
            ahead.c.status == MembershipStatus.WAITING,
            ahead.c.queue_number <= spell.c.queue_number,
        )
        .scalar_subquery()
    )


def held_over(actor: Actor, permission: Permission) -> sa.ColumnElement[bool]:
    """Circles over which the actor holds a permission by role: all, or under the units of their scope."""
    units = actor.reach.get(permission, frozenset())
    if actor.is_system or EVERYWHERE in units:
        return sa.true()
    return _under(units)


def _under(units: Any) -> sa.ColumnElement[bool]:
    return CIRCLES.c.org_unit_id.in_(
        sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id.in_(units))
    )


def row_of(row: sa.Row[Any]) -> CircleRow:
    """The row's first columns are those of a `CircleRow`, in their order."""
    return CircleRow(*row[: len(CircleRow.__slots__)])


def run_by(actor: Actor, mine: sa.FromClause) -> sa.ColumnElement[bool]:
    """`policy.may_edit`, as a condition on the circle and on the actor's current spell in it (`mine`)."""
    return _run_by(actor.person_id, held_over(actor, Permission.CIRCLES_EDIT), mine)


def run_by_reader(everywhere: bool, mine: sa.FromClause) -> sa.ColumnElement[bool]:
    """As `run_by`, in a statement that is made once."""
    return _run_by(READER, sa.true() if everywhere else _under(UNITS), mine)


def _run_by(person: Any, held: sa.ColumnElement[bool], mine: sa.FromClause) -> sa.ColumnElement[bool]:
    led = sa.select(MEMBERSHIPS.c.circle_id).where(
        MEMBERSHIPS.c.person_id == person,
        MEMBERSHIPS.c.is_lead,
        MEMBERSHIPS.c.status == MembershipStatus.ACTIVE,
    )
    return sa.or_(
        sa.func.coalesce(mine.c.is_lead, sa.false()),
        held,
        sa.and_(CIRCLES.c.lead_count == 0, sa.func.coalesce(CIRCLES.c.parent_id.in_(led), sa.false())),
    )
