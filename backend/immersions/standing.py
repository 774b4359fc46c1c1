"""How an actor stands towards an edition, and finding an edition that the actor may know of."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.identity import ORG_UNIT_TREE, PEOPLE, Permission
from backend.immersions.models import (
    APPROVALS,
    EDITION_SITES,
    EDITION_UNITS,
    EDITIONS,
    OFFERS,
    SLOT_HOSTS,
    SLOTS,
    Edition,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """`leads`: may run the edition; `in_scope`: it is for them; `hosts`: they host or drafted an offer."""

    actor: Actor
    edition: Edition
    leads: bool
    in_scope: bool
    hosts: bool


async def get_edition(session: Session, actor: Actor, slug: str) -> Edition:
    """The edition at this address. Errors: NotFound, also where the actor may not know of it."""
    return await _one(session, actor, EDITIONS.c.slug == slug)


async def get_edition_by_id(session: Session, actor: Actor, edition_id: UUID) -> Edition:
    """The edition with this id. Errors: NotFound, also where the actor may not know of it."""
    return await _one(session, actor, EDITIONS.c.id == edition_id)


async def standing_of(session: Session, actor: Actor, edition: Edition) -> Standing:
    """The actor's relation to the edition, in one statement."""
    found = await session.execute(
        sa.select(
            leads(actor).label("leads"), in_scope(actor).label("in_scope"), hosts(actor).label("hosts")
        ).where(EDITIONS.c.id == edition.id)
    )
    row = found.one()
    return Standing(actor, edition, bool(row.leads), bool(row.in_scope), bool(row.hosts))


def known(actor: Actor) -> sa.ColumnElement[bool]:
    """Editions the actor may know of: for them, led by them, with them as a host or as a manager asked."""
    if actor.is_system:
        return sa.true()
    any_approval = alias_of(APPROVALS, "any_approval")
    asked = sa.select(any_approval.c.edition_id).where(any_approval.c.manager_id == actor.person_id)
    return sa.or_(in_scope(actor), leads(actor), hosts(actor), EDITIONS.c.id.in_(asked))


def leads(actor: Actor) -> sa.ColumnElement[bool]:
    """Editions that the actor may run: the right is held over the unit that runs it."""
    held = actor.reach.get(Permission.EDITIONS_MANAGE, frozenset())
    if actor.is_system or EVERYWHERE in held:
        return sa.true()
    if not held:
        return sa.false()
    below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id.in_(held))
    return sa.func.coalesce(EDITIONS.c.org_unit_id.in_(below), sa.false())


def in_scope(actor: Actor) -> sa.ColumnElement[bool]:
    """Editions whose scope holds the actor's unit and site."""
    above = sa.select(ORG_UNIT_TREE.c.ancestor_id).where(ORG_UNIT_TREE.c.descendant_id == actor.org_unit_id)
    units = sa.select(EDITION_UNITS.c.org_unit_id).where(EDITION_UNITS.c.edition_id == EDITIONS.c.id)
    sites = sa.select(EDITION_SITES.c.site_id).where(EDITION_SITES.c.edition_id == EDITIONS.c.id)
    here = sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == actor.person_id).scalar_subquery()
    by_unit = sa.or_(
        units.where(EDITION_UNITS.c.org_unit_id.in_(above)).exists(),
        sa.and_(
            ~units.exists(),
            sa.or_(EDITIONS.c.org_unit_id.is_(None), EDITIONS.c.org_unit_id.in_(above)),
        ),
    )
    return sa.and_(by_unit, sa.or_(~sites.exists(), sites.where(EDITION_SITES.c.site_id == here).exists()))


def hosts(actor: Actor) -> sa.ColumnElement[bool]:
    """Editions in which the actor hosts or has drafted an offer."""
    # Aliases, so that the condition means the same inside a statement about one offer or one slot. What is
    # the actor's is found first: asked of each edition, SQLite would look through all of its offers.
    offer, slot = alias_of(OFFERS, "any_offer"), alias_of(SLOTS, "any_slot")
    host = alias_of(SLOT_HOSTS, "any_host")
    drafted = sa.select(offer.c.edition_id).where(offer.c.created_by_id == actor.person_id)
    received = (
        sa.select(slot.c.edition_id)
        .join(host, host.c.slot_id == slot.c.id)
        .where(host.c.person_id == actor.person_id)
    )
    return sa.or_(EDITIONS.c.id.in_(drafted), EDITIONS.c.id.in_(received))


async def _one(session: Session, actor: Actor, which: sa.ColumnElement[bool]) -> Edition:
    statement: sa.Select[Any] = sa.select(Edition).where(which, known(actor))
    edition: Edition | None = (await session.execute(statement)).scalar_one_or_none()
    if edition is None:
        raise NotFound
    return edition
