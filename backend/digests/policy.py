"""Who composes, signs, sends and reads an issue. Writing, signing and sending are separate rights."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session
from backend.digests import errors
from backend.digests.models import ISSUES, Issue, State
from backend.identity import ORG_UNIT_TREE, Permission, ancestors

RIGHTS = (Permission.DIGESTS_WRITE, Permission.DIGESTS_SIGN, Permission.DIGESTS_SEND)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands towards an issue; `units` is its audience's org unit and its ancestors."""

    actor: Actor
    issue: Issue
    units: tuple[UUID, ...] = ()

    @property
    def may_write(self) -> bool:
        return self.actor.may(Permission.DIGESTS_WRITE, *self.units)

    @property
    def may_send(self) -> bool:
        return self.actor.may(Permission.DIGESTS_SEND, *self.units)

    @property
    def is_sponsor(self) -> bool:
        return self.actor.may(Permission.DIGESTS_SIGN, *self.units)

    @property
    def is_delegate(self) -> bool:
        """Named by the sponsor to sign this issue in their name."""
        return self.issue.delegate_id is not None and self.issue.delegate_id == self.actor.person_id

    @property
    def may_sign(self) -> bool:
        return self.is_sponsor or self.is_delegate

    @property
    def may_review(self) -> bool:
        """See the issue before it leaves, and remark on it."""
        return self.may_write or self.may_sign or self.may_send


async def standing_of(session: Session, actor: Actor, issue: Issue) -> Standing:
    return Standing(actor, issue, await ancestors(session, issue.org_unit_id))


def require_write(standing: Standing) -> None:
    if not standing.may_write:
        raise errors.EditorsOnly


def require_sponsor(standing: Standing) -> None:
    if not standing.is_sponsor:
        raise errors.SponsorsOnly


def require_sign(standing: Standing) -> None:
    if not standing.may_sign:
        raise errors.SponsorsOnly


def require_send(standing: Standing) -> None:
    if not standing.may_send:
        raise errors.SendersOnly


def require_review(standing: Standing) -> None:
    if not standing.may_review:
        raise errors.ReviewersOnly


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on ISSUES: sent to the actor's part of the company, or theirs to compose, sign or send."""
    if actor.is_system:
        return sa.true()
    above = sa.select(ORG_UNIT_TREE.c.ancestor_id).where(ORG_UNIT_TREE.c.descendant_id == actor.org_unit_id)
    read = sa.and_(
        ISSUES.c.status == State.SENT, sa.or_(ISSUES.c.org_unit_id.is_(None), ISSUES.c.org_unit_id.in_(above))
    )
    return sa.or_(read, ISSUES.c.delegate_id == actor.person_id, held_over(actor, *RIGHTS))


def held_over(actor: Actor, *permissions: Permission) -> sa.ColumnElement[bool]:
    """A condition on ISSUES: those over whose audience the actor holds one of these rights."""
    units = {unit for permission in permissions for unit in actor.reach.get(permission, frozenset())}
    if actor.is_system or EVERYWHERE in units:
        return sa.true()
    below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id.in_(units))
    return ISSUES.c.org_unit_id.in_(below) if units else sa.false()
