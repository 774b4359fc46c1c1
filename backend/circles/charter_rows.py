"""Who has signed the charter, circle by circle, and what it asks of those who have not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles import charter, errors
from backend.circles.gathering_rows import may_see_inside
from backend.circles.models import CHARTER_SIGNATURES, MEMBERSHIPS, Circle, MembershipStatus
from backend.circles.standing import standing_of
from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed
from backend.core.today import Ask
from backend.identity import PEOPLE, display_name


@dataclass(frozen=True, slots=True)
class SignatureCount:
    """How many of a circle's members have signed a version."""

    signed: int
    members: int


@dataclass(frozen=True, slots=True)
class SignerRow:
    person_id: UUID
    name: str
    signed_at: datetime


async def signature_counts(
    session: Session, charter_id: UUID, circle_ids: Sequence[UUID]
) -> Mapping[UUID, SignatureCount]:
    """The count of each circle, in one statement."""
    rows = await session.execute(
        sa.select(
            MEMBERSHIPS.c.circle_id,
            sa.func.count(CHARTER_SIGNATURES.c.person_id).label("signed"),
            sa.func.count().label("members"),
        )
        .outerjoin(
            CHARTER_SIGNATURES,
            sa.and_(
                CHARTER_SIGNATURES.c.person_id == MEMBERSHIPS.c.person_id,
                CHARTER_SIGNATURES.c.charter_id == charter_id,
            ),
        )
        .where(MEMBERSHIPS.c.circle_id.in_(circle_ids), MEMBERSHIPS.c.status == MembershipStatus.ACTIVE)
        .group_by(MEMBERSHIPS.c.circle_id)
    )
    counts = dict.fromkeys(circle_ids, SignatureCount(0, 0))
    return counts | {row.circle_id: SignatureCount(row.signed, row.members) for row in rows}


async def circle_signers(
    session: Session, actor: Actor, circle: Circle, charter_id: UUID, page: Page
) -> Listing[SignerRow]:
    """One page of the circle's members who have signed, by name. Errors: MembersOnly."""
    if not may_see_inside(await standing_of(session, actor, circle)):
        raise errors.MembersOnly
    of_circle = sa.select(MEMBERSHIPS.c.person_id).where(
        MEMBERSHIPS.c.circle_id == circle.id, MEMBERSHIPS.c.status == MembershipStatus.ACTIVE
    )
    return await _signers(session, charter_id, PEOPLE.c.id.in_(of_circle), page)


async def bound_with(session: Session, actor: Actor, charter_id: UUID, page: Page) -> Listing[SignerRow]:
    """One page of the others in the actor's circles who have signed the same version, by name."""
    mine, theirs = alias_of(MEMBERSHIPS, "mine"), alias_of(MEMBERSHIPS, "theirs")
    beside = (
        sa.select(theirs.c.person_id)
        .join(mine, mine.c.circle_id == theirs.c.circle_id)
        .where(
            mine.c.person_id == actor.person_id,
            mine.c.status == MembershipStatus.ACTIVE,
            theirs.c.status == MembershipStatus.ACTIVE,
        )
    )
    who = sa.and_(PEOPLE.c.id.in_(beside), PEOPLE.c.id != actor.person_id)
    return await _signers(session, charter_id, who, page)


async def charter_asks(session: Session, actor: Actor) -> list[Ask]:
    """The charter in force, when the actor is a member of a circle and has not signed it."""
    found = await charter.charter_in_force(session)
    if found is None or await charter.signed_at(session, actor, found.id):
        return []
    if not await charter.is_ambassador(session, actor):
        return []
    title = found.title.get(actor.locale) or found.title["fr"]
    params = {"title": title, "version": found.version}
    return [Ask(code="charter", params=params, href="/charter", minutes=2, icon="hand-heart", tone="")]


async def _signers(
    session: Session, charter_id: UUID, who: sa.ColumnElement[bool], page: Page
) -> Listing[SignerRow]:
    statement = (
        sa.select(
            PEOPLE.c.id.label("person_id"),
            display_name(PEOPLE).label("name"),
            CHARTER_SIGNATURES.c.signed_at,
        )
        .join(CHARTER_SIGNATURES, CHARTER_SIGNATURES.c.person_id == PEOPLE.c.id)
        .where(CHARTER_SIGNATURES.c.charter_id == charter_id, who)
    )
    order = [PEOPLE.c.sort_name, PEOPLE.c.id]
    return await listed(session, statement, order, page, _signer, name="signers")


def _signer(row: sa.Row[Any]) -> SignerRow:
    return SignerRow(row.person_id, row.name, row.signed_at)
