"""What the pulse does in time: waves open, close and are sealed; what is kept too long is erased."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from backend import pulse
from backend.core.db import Session
from backend.core.local_time import company_today, company_zone
from backend.core.months import months_after
from backend.jobs import Outside
from backend.reactions.reaction import Reaction, settings_of


async def open_wave(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.open_planned(session, UUID(facts["wave_id"]))


async def close_wave(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.close_due(session, UUID(facts["wave_id"]))


async def seal_wave(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    return await pulse.seal_due(session, UUID(facts["subject_id"]))


async def refresh_rates(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.refresh_rates(session)


async def erase_old_comments(session: Session, facts: Mapping[str, Any]) -> None:
    """What would be kept too long by tomorrow goes tonight: the promise says « at the latest »."""
    tomorrow = company_today(session) + timedelta(days=1)
    first = months_after(tomorrow.replace(day=1), -settings_of(session).comment_months)
    # Days are counted from the first, into the next month where one is too short for them: else its last
    # comments would stay until the month of tomorrow ends.
    before = first + timedelta(days=tomorrow.day - 1)
    await pulse.erase_old_comments(session, datetime.combine(before, time(), company_zone(session)))


async def forget_unfollowed(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.forget_unfollowed(session)


async def give_back(session: Session, facts: Mapping[str, Any]) -> Outside:
    return pulse.giving_back(session)


async def count_customers(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.count_customers(session)


JOBS = {
    "pulse.close_wave": Reaction(close_wave),
    "pulse.count_customers": Reaction(count_customers),
    "pulse.erase_old_comments": Reaction(erase_old_comments),
    "pulse.forget_unfollowed": Reaction(forget_unfollowed),
    "pulse.give_back": Reaction(give_back),
    "pulse.open_wave": Reaction(open_wave),
    "pulse.refresh_rates": Reaction(refresh_rates),
    "pulse.seal": Reaction(seal_wave, after=["wave.closed"]),
}
