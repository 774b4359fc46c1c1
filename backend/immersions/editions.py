"""Editions: opening one, setting it, cloning it for another part of the company or another year."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.local_time import instant
from backend.core.slugs import free_slug
from backend.identity import ORG_UNITS, SITES, ancestors, subtree
from backend.immersions import approvals, calendar, errors
from backend.immersions.inputs import CloneInput, EditionInput, PhaseInput
from backend.immersions.models import (
    EDITION_SITES,
    EDITION_UNITS,
    EDITIONS,
    ApprovalMode,
    Edition,
    Phase,
)
from backend.immersions.phases import ORDER
from backend.immersions.policy import require_lead, require_run
from backend.immersions.standing import standing_of

RESERVED = frozenset({"new", "activities", "stories"})
"""Addresses under /immersions that are pages of their own."""
SETTINGS = (
    "name",
    "summary",
    "org_unit_id",
    "most_wishes",
    "furthest_km",
    "approval",
    "approval_hours",
    "rest_hours",
    "join_handoffs",
)


async def open_edition(
    session: Session, actor: Actor, given: EditionInput, *, previous_id: UUID | None = None
) -> Edition:
    """A new edition, in its phase of offers; people left out of `previous_id` come first in its matching.

    Without one, that is the last edition of the same part of the company whose matching is published.
    Errors: EditionLeadersOnly, UnknownPlace, ApprovalHoursNeeded, PhasesOutOfOrder, NoSuchHour.
    """
    await _check(session, actor, given)
    edition = Edition(
        slug=await free_slug(session, EDITIONS.c.slug, given.name, RESERVED),
        previous_id=previous_id or await _last_edition(session, given.org_unit_id),
        time_zone=actor.time_zone,
        created_by_id=actor.person_id,
        **{name: getattr(given, name) for name in SETTINGS},
    )
    session.add(edition)
    await session.flush()
    await _write_scope(session, edition, given)
    await calendar.write_phases(session, actor, edition, given.phases)
    await events.record(session, actor, "edition.opened", "edition", edition.id)
    return edition


async def _last_edition(session: Session, org_unit_id: UUID | None) -> UUID | None:
    published = ORDER[ORDER.index(Phase.PUBLISHED) :]
    last: UUID | None = await session.scalar(
        sa.select(EDITIONS.c.id)
        .where(EDITIONS.c.org_unit_id.is_not_distinct_from(org_unit_id), EDITIONS.c.phase.in_(published))
        .order_by(EDITIONS.c.created_at.desc(), EDITIONS.c.id.desc())
        .limit(1)
    )
    return last


async def change_edition(session: Session, actor: Actor, edition: Edition, given: EditionInput) -> Edition:
    """Set an edition otherwise; its address stays, and phases already open keep their dates.

    Wishes that waited for a manager whom it no longer asks are approved. Errors: as `open_edition`, on both
    the old part of the company and the new.
    """
    require_lead(await standing_of(session, actor, edition))
    await _check(session, actor, given)
    for name in SETTINGS:
        setattr(edition, name, getattr(given, name))
    await session.flush()
    await _write_scope(session, edition, given)
    await calendar.write_phases(session, actor, edition, given.phases)
    await events.record(session, actor, "edition.changed", "edition", edition.id)
    await approvals.approve_waiting(session, actor, edition)
    return edition


async def clone_edition(session: Session, actor: Actor, edition: Edition, given: CloneInput) -> Edition:
    """A new edition with the settings of another.

    Those left out of the last edition of its part of the company come first in it; where that part has had
    none, those of the one cloned. For the same part of the company the scope is kept; for another one it is
    all of it. With `starts_at`, phases keep their distances to the first; without, they open by hand.
    Errors: as `open_edition`.
    """
    phases: list[PhaseInput] = []
    if given.starts_at is not None:
        starts_at = instant(given.starts_at, edition.time_zone, "starts_at")
        phases = await calendar.moved_phases(session, edition, starts_at)
    unit = given.org_unit_id if "org_unit_id" in given.model_fields_set else edition.org_unit_id
    same = unit == edition.org_unit_id
    scope = await scope_of(session, edition.id) if same else ([], [])
    kept = {name: getattr(edition, name) for name in SETTINGS}
    new = EditionInput(
        **kept
        | {"name": given.name, "org_unit_id": unit, "phases": phases}
        | {"unit_ids": scope[0], "site_ids": scope[1]}
    )
    previous_id = await _last_edition(session, unit) or edition.id
    return await open_edition(session, actor, new, previous_id=previous_id)


async def scope_of(session: Session, edition_id: UUID) -> tuple[list[UUID], list[UUID]]:
    """The units and the sites that an edition names; empty where it names none."""
    units = sa.select(EDITION_UNITS.c.org_unit_id).where(EDITION_UNITS.c.edition_id == edition_id)
    sites = sa.select(EDITION_SITES.c.site_id).where(EDITION_SITES.c.edition_id == edition_id)
    return list((await session.execute(units)).scalars()), list((await session.execute(sites)).scalars())


async def _check(session: Session, actor: Actor, given: EditionInput) -> None:
    above = await ancestors(session, given.org_unit_id)
    if given.org_unit_id is not None and not above:
        raise errors.UnknownPlace
    require_run(actor, above)
    if (given.approval is ApprovalMode.BELOW_HOURS) != (given.approval_hours is not None):
        raise errors.ApprovalHoursNeeded
    units = sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.id.in_(given.unit_ids))
    if given.org_unit_id is not None:
        units = units.where(ORG_UNITS.c.id.in_(subtree(given.org_unit_id)))
    await _require_all(session, units, given.unit_ids, "unit_ids")
    sites = sa.select(SITES.c.id).where(SITES.c.id.in_(given.site_ids))
    await _require_all(session, sites, given.site_ids, "site_ids")


async def _require_all(session: Session, known: sa.Select[Any], asked: list[UUID], field: str) -> None:
    if asked and set((await session.execute(known)).scalars()) != set(asked):
        raise errors.UnknownPlace(field=field)


async def _write_scope(session: Session, edition: Edition, given: EditionInput) -> None:
    for table, column, ids in (
        (EDITION_UNITS, "org_unit_id", given.unit_ids),
        (EDITION_SITES, "site_id", given.site_ids),
    ):
        await session.execute(sa.delete(table).where(table.c.edition_id == edition.id))
        if ids:
            rows = [{"edition_id": edition.id, column: one} for one in dict.fromkeys(ids)]
            await session.execute(sa.insert(table), rows)
