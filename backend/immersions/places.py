"""The sites that an edition may name: those where the people of its part of the company work."""

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session
from backend.identity import HEADCOUNTS, ORG_UNIT_TREE, SITES, Permission, SiteRow, subtree
from backend.immersions.models import Edition

MOST = 300


async def sites_for(session: Session, actor: Actor, edition: Edition | None) -> list[SiteRow]:
    """The sites of the edition's part of the company, or of the actor's reach for a new one; at most 300."""
    held = actor.reach.get(Permission.EDITIONS_MANAGE, frozenset())
    units = None
    if edition is not None and edition.org_unit_id is not None:
        units = subtree(edition.org_unit_id)
    elif edition is None and EVERYWHERE not in held:
        units = sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id.in_(held))
    peopled = sa.select(HEADCOUNTS.c.site_id)
    if units is not None:
        peopled = peopled.where(HEADCOUNTS.c.org_unit_id.in_(units))
    found = await session.execute(
        sa.select(SITES).where(SITES.c.id.in_(peopled)).order_by(SITES.c.name, SITES.c.id).limit(MOST)
    )
    return [SiteRow(**row._mapping) for row in found]
