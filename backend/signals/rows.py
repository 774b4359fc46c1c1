"""Signals and what rises, as everybody may read them: one statement a list, plain rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.identity import HEADCOUNTS_BELOW, PEOPLE
from backend.signals.models import RISING, SIGNAL_SITES, SIGNALS, Severity, SignalKind, Subject

AHEAD = timedelta(hours=24)
"""How long before it starts a signal is told on « Aujourd’hui »."""


@dataclass(frozen=True, slots=True)
class SignalRow:
    id: UUID
    kind: SignalKind
    severity: Severity
    title: str
    advice: str
    region: str
    external_reference: str | None
    starts_at: datetime
    ends_at: datetime
    pushed_at: datetime
    site_count: int


@dataclass(frozen=True, slots=True)
class RisingRow:
    kind: Subject
    subject: str
    name: str
    journey_id: UUID | None
    recent: int
    expected: float
    p_value: float
    since: date


async def visible_signals(
    session: Session, page: Page, *, org_unit_id: UUID | None = None, over: bool = False
) -> Listing[SignalRow]:
    """One page of the signals, those that start first on top: not over yet, or over, the latest on top.

    With a unit, those of sites where it, or what is below it, has people.
    """
    at = now()
    statement = _signals().where(SIGNALS.c.ends_at <= at if over else SIGNALS.c.ends_at > at)
    if org_unit_id is not None:
        statement = statement.where(_at_sites(_peopled([org_unit_id])))
    order = [SIGNALS.c.starts_at, SIGNALS.c.id]
    name = "signals over" if over else "signals"
    return await listed(session, statement, order, page, _signal, name=name, descending=over)


async def signals_for(
    session: Session, actor: Actor, units: Collection[UUID] = (), most: int = 3
) -> list[SignalRow]:
    """What concerns the actor now or within a day, soonest first: at their site, or where `units` are.

    `units` are those of the circles they are in.
    """
    own = sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == actor.person_id)
    soon = now() + AHEAD
    found = await session.execute(
        _signals()
        .where(SIGNALS.c.ends_at > now(), SIGNALS.c.starts_at <= soon)
        .where(sa.or_(_at_sites(own), _at_sites(_peopled(units))))
        .order_by(SIGNALS.c.starts_at, SIGNALS.c.id)
        .limit(most)
    )
    return [_signal(row) for row in found]


async def signals_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, SignalRow]:
    found = await session.execute(_signals().where(SIGNALS.c.id.in_(ids)))
    return {row.id: _signal(row) for row in found}


async def visible_rising(session: Session, page: Page) -> Listing[RisingRow]:
    """One page of what rises, the surest first."""
    order = [RISING.c.p_value, RISING.c.subject]
    return await listed(session, sa.select(RISING), order, page, _rising, name="rising")


async def rising_on(session: Session, journey_ids: Collection[UUID]) -> dict[UUID, RisingRow]:
    """The steps and handoffs of these journeys that rise, by their ids."""
    found = await session.execute(sa.select(RISING).where(RISING.c.journey_id.in_(journey_ids)))
    return {UUID(row.subject): _rising(row) for row in found}


def _signals() -> sa.Select[Any]:
    sites = sa.select(sa.func.count()).where(SIGNAL_SITES.c.signal_id == SIGNALS.c.id).scalar_subquery()
    return sa.select(SIGNALS, sites.label("site_count"))


def _peopled(units: Collection[UUID]) -> sa.Select[Any]:
    """The sites where these units have people."""
    return sa.select(HEADCOUNTS_BELOW.c.site_id).where(HEADCOUNTS_BELOW.c.org_unit_id.in_(units))


def _at_sites(sites: sa.Select[Any]) -> sa.ColumnElement[bool]:
    concerned = sa.select(SIGNAL_SITES.c.signal_id).where(SIGNAL_SITES.c.site_id.in_(sites))
    return SIGNALS.c.id.in_(concerned)


def _signal(row: sa.Row[Any]) -> SignalRow:
    return SignalRow(**{name: row._mapping[name] for name in SignalRow.__slots__})


def _rising(row: sa.Row[Any]) -> RisingRow:
    return RisingRow(**{name: row._mapping[name] for name in RisingRow.__slots__})
