"""Signals of other tools: a storm over a region, an incident at some sites, what to tell customers first."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from backend import events
from backend.core.actor import EVERYWHERE, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.identity import HEADCOUNTS_BELOW, SITES, Permission
from backend.signals import errors
from backend.signals.models import SIGNAL_SITES, SIGNALS, Severity, Signal, SignalKind

Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class SignalInput(BaseModel):
    """For a region, or for sites by their codes. The same `external_reference` again corrects the signal."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: SignalKind
    severity: Severity
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160)]
    advice: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000)]
    region: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    site_codes: Annotated[list[Code], Field(max_length=500)] = []
    external_reference: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    starts_at: AwareDatetime
    ends_at: AwareDatetime


async def push_signal(session: Session, actor: Actor, given: SignalInput) -> Signal:
    """Warn those whom it concerns. A right over a part of the company reaches the sites of that part alone.

    Errors: NoPlaceNamed, UnknownRegion, UnknownSites, OverBeforeItStarts, SignalPushersOnly.
    """
    if not actor.may_somewhere(Permission.SIGNALS_PUSH):
        raise errors.SignalPushersOnly
    if given.ends_at <= given.starts_at:
        raise errors.OverBeforeItStarts
    sites = await _sites(session, given)
    await _require_over(session, actor, sites)
    signal = await _known(session, given.external_reference)
    corrected = signal is not None
    if signal is None:
        signal = Signal(**given.model_dump(exclude={"site_codes", "external_reference"}))
        signal.external_reference = given.external_reference or None
    else:
        before = await session.execute(
            sa.delete(SIGNAL_SITES)
            .where(SIGNAL_SITES.c.signal_id == signal.id)
            .returning(SIGNAL_SITES.c.site_id)
        )
        await _require_over(session, actor, list(before.scalars()))
        for name, value in given.model_dump(exclude={"site_codes", "external_reference"}).items():
            setattr(signal, name, value)
        signal.pushed_at = now()
    session.add(signal)
    await session.flush()
    await session.execute(
        sa.insert(SIGNAL_SITES), [{"signal_id": signal.id, "site_id": one} for one in sites]
    )
    name = "signal.corrected" if corrected else "signal.pushed"
    await events.record(session, actor, name, "signal", signal.id, called=signal.title, sites=len(sites))
    return signal


async def _sites(session: Session, given: SignalInput) -> list[UUID]:
    """The sites named, by region or by code."""
    if not given.region and not given.site_codes:
        raise errors.NoPlaceNamed
    wanted = SITES.c.region == given.region if given.region else SITES.c.code.in_(given.site_codes)
    found = {
        row.code: row.id for row in await session.execute(sa.select(SITES.c.id, SITES.c.code).where(wanted))
    }
    if given.region and not found:
        raise errors.UnknownRegion
    missing = [] if given.region else sorted(set(given.site_codes) - found.keys())
    if missing:
        raise errors.UnknownSites(codes=", ".join(missing[:5]))
    return list(found.values())


async def _require_over(session: Session, actor: Actor, sites: list[UUID]) -> None:
    """Everywhere, or where the units of the right have people."""
    held = actor.reach.get(Permission.SIGNALS_PUSH, frozenset())
    if actor.is_system or EVERYWHERE in held:
        return
    within = await session.execute(
        sa.select(HEADCOUNTS_BELOW.c.site_id)
        .where(HEADCOUNTS_BELOW.c.org_unit_id.in_(held), HEADCOUNTS_BELOW.c.site_id.in_(sites))
        .distinct()
    )
    if set(sites) - set(within.scalars()):
        raise errors.SignalPushersOnly


async def _known(session: Session, reference: str) -> Signal | None:
    if not reference:
        return None
    found = await session.execute(
        sa.select(Signal).where(SIGNALS.c.external_reference == reference).with_for_update()
    )
    signal: Signal | None = found.scalar_one_or_none()
    return signal
