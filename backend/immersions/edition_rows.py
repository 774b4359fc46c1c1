"""What a reader may list about editions: one statement per list, plain rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNITS
from backend.immersions.models import EDITION_PHASES, EDITIONS, ApprovalMode, Phase
from backend.immersions.phases import ORDER
from backend.immersions.standing import in_scope, known, leads


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition as lists and pages show it; `next_opens_at` is when the next phase opens by itself."""

    id: UUID
    slug: str
    name: str
    summary: str
    phase: Phase
    time_zone: str
    org_unit_id: UUID | None
    org_unit_name: str | None
    previous_id: UUID | None
    most_wishes: int
    furthest_km: int | None
    approval: ApprovalMode
    approval_hours: int | None
    rest_hours: int
    join_handoffs: bool
    offer_count: int
    next_opens_at: datetime | None
    viewer_leads: bool
    viewer_in_scope: bool


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase of an edition: when it opens by itself, if it does, and when it did."""

    phase: Phase
    opens_at: datetime | None
    opened_at: datetime | None
    is_current: bool


async def visible_editions(session: Session, actor: Actor, page: Page) -> Listing[EditionRow]:
    """One page of the editions that the actor may know of, the newest first."""
    return await listed(session, _rows(actor), [EDITIONS.c.id], page, _row, name="editions", descending=True)


async def editions_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, EditionRow]:
    """Those of these editions that the actor may know of."""
    found = await session.execute(_rows(actor).where(EDITIONS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def edition_row(session: Session, actor: Actor, edition_id: UUID) -> EditionRow:
    """One edition. Errors: NotFound."""
    found = (await editions_by_ids(session, actor, [edition_id])).get(edition_id)
    if found is None:
        raise NotFound
    return found


async def phases_of(session: Session, edition_ids: Collection[UUID]) -> Mapping[UUID, list[PhaseRow]]:
    """The phases of each edition, in their order, in one statement."""
    found = await session.execute(
        sa.select(EDITION_PHASES, EDITIONS.c.phase.label("current"))
        .join(EDITIONS, EDITIONS.c.id == EDITION_PHASES.c.edition_id)
        .where(EDITION_PHASES.c.edition_id.in_(edition_ids))
    )
    phases: dict[UUID, list[PhaseRow]] = {one: [] for one in edition_ids}
    for row in found:
        one = PhaseRow(Phase(row.phase), row.opens_at, row.opened_at, row.phase == row.current)
        phases[row.edition_id].append(one)
    for rows in phases.values():
        rows.sort(key=lambda one: ORDER.index(one.phase))
    return phases


def _rows(actor: Actor) -> sa.Select[Any]:
    next_date = (
        sa.select(sa.func.min(EDITION_PHASES.c.opens_at))
        .where(EDITION_PHASES.c.edition_id == EDITIONS.c.id, EDITION_PHASES.c.opened_at.is_(None))
        .correlate(EDITIONS)
        .scalar_subquery()
    )
    return (
        sa.select(
            *(EDITIONS.c[name] for name in EditionRow.__slots__ if name in EDITIONS.c),
            ORG_UNITS.c.name.label("org_unit_name"),
            next_date.label("next_opens_at"),
            leads(actor).label("viewer_leads"),
            in_scope(actor).label("viewer_in_scope"),
        )
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == EDITIONS.c.org_unit_id)
        .where(known(actor))
    )


def _row(row: sa.Row[Any]) -> EditionRow:
    return EditionRow(**{name: row._mapping[name] for name in EditionRow.__slots__})
