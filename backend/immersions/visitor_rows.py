"""Who comes, for hosts and for whoever runs the edition: by date, with what was said of their arrival."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNITS, PEOPLE, SITES, display_name
from backend.immersions.codes import code_of
from backend.immersions.models import (
    ACTIVITIES,
    DEBRIEFS,
    EDITIONS,
    OFFERS,
    PARTICIPANTS,
    PLACEMENTS,
    SLOT_HOSTS,
    SLOTS,
    VISITS,
    OfferStatus,
)
from backend.immersions.standing import leads

MOST = 60


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """Somebody expected on a date. `needs` are empty for all but the host of that date."""

    placement_id: UUID
    person_id: UUID
    person_name: str
    email: str
    unit_name: str | None
    slot_id: UUID
    offer_title: str
    site_name: str | None
    starts_at: datetime
    ends_at: datetime
    needs: str
    acknowledged_at: datetime | None
    arrived_at: datetime | None
    missed_at: datetime | None


@dataclass(frozen=True, slots=True)
class WelcomeRow:
    """A date that the reader hosts, with its code and how many are expected and have arrived."""

    slot_id: UUID
    offer_id: UUID
    offer_title: str
    site_name: str | None
    starts_at: datetime
    ends_at: datetime
    capacity: int
    expected: int
    arrived: int
    checklist: list[dict[str, str]]
    acknowledged_at: datetime | None
    debrief_id: UUID | None

    @property
    def code(self) -> str:
        return code_of(self.slot_id)


async def visitors(
    session: Session,
    actor: Actor,
    edition_id: UUID,
    page: Page,
    *,
    slot_id: UUID | None = None,
    between: tuple[datetime, datetime] | None = None,
) -> Listing[VisitorRow]:
    """One page of visitors, the first date first: on dates that the actor hosts, or on all for a leader."""
    statement = _visitors(actor).where(PLACEMENTS.c.edition_id == edition_id)
    if slot_id is not None:
        statement = statement.where(SLOTS.c.id == slot_id)
    if between is not None:
        statement = statement.where(SLOTS.c.starts_at >= between[0], SLOTS.c.starts_at < between[1])
    order = [SLOTS.c.starts_at, PLACEMENTS.c.id]
    return await listed(session, statement, order, page, _visitor, name="visitors")


async def welcomes(session: Session, actor: Actor, edition_id: UUID) -> list[WelcomeRow]:
    """The dates that the actor hosts in the edition, in their order; at most 60."""
    found = await session.execute(
        _welcomes(actor).where(OFFERS.c.edition_id == edition_id).order_by(SLOTS.c.starts_at, SLOTS.c.id)
    )
    return [WelcomeRow(**row._mapping) for row in found]


async def welcome_row(session: Session, actor: Actor, edition_id: UUID, slot_id: UUID) -> WelcomeRow:
    """One date that the actor hosts. Errors: NotFound."""
    found = await session.execute(
        _welcomes(actor).where(OFFERS.c.edition_id == edition_id, SLOTS.c.id == slot_id)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return WelcomeRow(**row._mapping)


def _visitors(actor: Actor) -> sa.Select[Any]:
    hosts = sa.exists().where(SLOT_HOSTS.c.slot_id == SLOTS.c.id, SLOT_HOSTS.c.person_id == actor.person_id)
    return (
        sa.select(
            PLACEMENTS.c.id.label("placement_id"),
            PLACEMENTS.c.person_id,
            display_name(PEOPLE).label("person_name"),
            PEOPLE.c.email,
            ORG_UNITS.c.name.label("unit_name"),
            SLOTS.c.id.label("slot_id"),
            OFFERS.c.title.label("offer_title"),
            SITES.c.name.label("site_name"),
            SLOTS.c.starts_at,
            SLOTS.c.ends_at,
            sa.case((hosts, sa.func.coalesce(PARTICIPANTS.c.needs, "")), else_="").label("needs"),
            VISITS.c.acknowledged_at,
            VISITS.c.arrived_at,
            VISITS.c.missed_at,
        )
        .join(PEOPLE, PEOPLE.c.id == PLACEMENTS.c.person_id)
        .join(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(EDITIONS, EDITIONS.c.id == PLACEMENTS.c.edition_id)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .outerjoin(
            PARTICIPANTS,
            sa.and_(
                PARTICIPANTS.c.edition_id == PLACEMENTS.c.edition_id,
                PARTICIPANTS.c.person_id == PLACEMENTS.c.person_id,
            ),
        )
        .outerjoin(VISITS, VISITS.c.placement_id == PLACEMENTS.c.id)
        .where(PLACEMENTS.c.ended_at.is_(None), sa.or_(hosts, leads(actor)))
    )


def _welcomes(actor: Actor) -> sa.Select[Any]:
    def counted(*more: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        return (
            sa.select(sa.func.count(PLACEMENTS.c.id))
            .outerjoin(VISITS, VISITS.c.placement_id == PLACEMENTS.c.id)
            .where(PLACEMENTS.c.slot_id == SLOTS.c.id, PLACEMENTS.c.ended_at.is_(None), *more)
            .correlate(SLOTS)
            .scalar_subquery()
        )

    return (
        sa.select(
            SLOTS.c.id.label("slot_id"),
            OFFERS.c.id.label("offer_id"),
            OFFERS.c.title.label("offer_title"),
            SITES.c.name.label("site_name"),
            SLOTS.c.starts_at,
            SLOTS.c.ends_at,
            SLOTS.c.capacity,
            counted().label("expected"),
            counted(VISITS.c.arrived_at.is_not(None)).label("arrived"),
            ACTIVITIES.c.checklist,
            SLOT_HOSTS.c.acknowledged_at,
            DEBRIEFS.c.id.label("debrief_id"),
        )
        .select_from(SLOTS)
        .join(SLOT_HOSTS, SLOT_HOSTS.c.slot_id == SLOTS.c.id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(ACTIVITIES, ACTIVITIES.c.id == OFFERS.c.activity_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .outerjoin(
            DEBRIEFS,
            sa.and_(DEBRIEFS.c.slot_id == SLOTS.c.id, DEBRIEFS.c.person_id == SLOT_HOSTS.c.person_id),
        )
        .where(
            SLOT_HOSTS.c.person_id == actor.person_id,
            SLOTS.c.cancelled_at.is_(None),
            OFFERS.c.status == OfferStatus.OPEN,
        )
        .limit(MOST)
    )


def _visitor(row: sa.Row[Any]) -> VisitorRow:
    return VisitorRow(**{name: row._mapping[name] for name in VisitorRow.__slots__})
