"""Perks: preferential conditions on products, for members who have signed the charter in force."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import errors
from backend.circles.charter import charter_in_force, may_edit_charter, require_charter_editor
from backend.circles.inputs import PerkInput
from backend.circles.models import (
    CHARTER_SIGNATURES,
    CIRCLES,
    MEMBERSHIPS,
    PERKS,
    CircleKind,
    MembershipStatus,
    Perk,
)
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.core.local_time import company_today


@dataclass(frozen=True, slots=True)
class PerkRow:
    """A product and its conditions, in both languages; `kind` None is for every member."""

    id: UUID
    product: str
    offer: Mapping[str, str]
    kind: CircleKind | None
    ends_on: date | None


async def visible_perks(session: Session, actor: Actor, page: Page) -> Listing[PerkRow]:
    """One page of the perks open to the actor, by product: none before the charter in force is signed.

    Those who edit the charter see every perk.
    """
    statement = await _open(session, actor)
    return await listed(session, statement, [PERKS.c.product, PERKS.c.id], page, _row, name="perks")


async def perks_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, PerkRow]:
    """Those of these perks that `visible_perks` would list."""
    found = await session.execute((await _open(session, actor)).where(PERKS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def get_perk(session: Session, perk_id: UUID) -> PerkRow:
    """One perk, for those who edit them. Errors: NotFound."""
    row = (await session.execute(sa.select(PERKS).where(PERKS.c.id == perk_id))).one_or_none()
    if row is None:
        raise NotFound
    return _row(row)


async def add_perk(session: Session, actor: Actor, given: PerkInput) -> Perk:
    """Open conditions on a product. Errors: CharterEditorsOnly, PerkExists."""
    require_charter_editor(actor)
    taken = sa.select(PERKS.c.id).where(PERKS.c.product == given.product)
    if await session.scalar(taken) is not None:
        raise errors.PerkExists
    perk = Perk(**given.model_dump())
    session.add(perk)
    await session.flush()
    await events.record(session, actor, "perk.added", "perk", perk.id, product=perk.product)
    return perk


async def remove_perk(session: Session, actor: Actor, perk_id: UUID) -> None:
    """Close conditions on a product. Errors: CharterEditorsOnly, NotFound."""
    require_charter_editor(actor)
    removed = await session.execute(sa.delete(PERKS).where(PERKS.c.id == perk_id).returning(PERKS.c.product))
    product = removed.scalar_one_or_none()
    if product is None:
        raise NotFound
    await events.record(session, actor, "perk.removed", "perk", perk_id, product=product)


async def _open(session: Session, actor: Actor) -> sa.Select[Any]:
    if may_edit_charter(actor):
        return sa.select(PERKS)
    charter = await charter_in_force(session)
    return sa.select(PERKS).where(_open_to(session, actor, charter.id if charter else None))


def _open_to(session: Session, actor: Actor, charter_id: UUID | None) -> sa.ColumnElement[bool]:
    signed = sa.select(CHARTER_SIGNATURES.c.person_id).where(
        CHARTER_SIGNATURES.c.charter_id == charter_id, CHARTER_SIGNATURES.c.person_id == actor.person_id
    )
    member = (
        sa.select(MEMBERSHIPS.c.id)
        .join(CIRCLES, CIRCLES.c.id == MEMBERSHIPS.c.circle_id)
        .where(
            MEMBERSHIPS.c.person_id == actor.person_id,
            MEMBERSHIPS.c.status == MembershipStatus.ACTIVE,
            sa.or_(PERKS.c.kind.is_(None), PERKS.c.kind == CIRCLES.c.kind),
        )
    )
    running = sa.or_(PERKS.c.ends_on.is_(None), PERKS.c.ends_on >= company_today(session))
    return sa.and_(running, signed.exists(), member.exists())


def _row(row: sa.Row[Any]) -> PerkRow:
    fields = row._mapping
    return PerkRow(**{name: fields[name] for name in PerkRow.__slots__})
