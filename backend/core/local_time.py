"""Instants by the clocks of a person or of the company, and back, in spring and autumn too."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import Invalid
from backend.core.months import months_after


class NoSuchHour(Invalid):
    """The clocks of this zone skip this hour on that day."""


def instant(moment: datetime, zone: str, field: str) -> datetime:
    """The UTC instant of a moment typed in `zone`; one that has its own offset keeps it.

    An hour that the clocks show twice is the first of the two. Errors: NoSuchHour on `field`.
    """
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    found = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != moment:
        raise NoSuchHour(field=field)
    return found


def today_in(zone: str) -> date:
    """Today, by the clocks of `zone`."""
    return now().astimezone(ZoneInfo(zone)).date()


def on_the_clock(value: datetime, zone: str) -> datetime:
    """The instant as the clocks of `zone` show it, without an offset: what a form is filled with."""
    return value.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def company_zone(session: Session) -> ZoneInfo:
    """The company's clocks, which its timetable goes by."""
    zone: ZoneInfo = session.info["zone"]
    return zone


def company_day(session: Session, at: datetime) -> date:
    """The date that the company's clocks show at an instant."""
    return at.astimezone(company_zone(session)).date()


def company_today(session: Session) -> date:
    """The date that the company's clocks show now."""
    return company_day(session, now())


def month_of(session: Session, month: date) -> tuple[datetime, datetime]:
    """The UTC instants that begin and end the month of a date, on the company's clocks."""
    zone = company_zone(session)
    first = month.replace(day=1)
    days = first, months_after(first, 1)
    begins, ends = (datetime.combine(day, time(), zone).astimezone(UTC) for day in days)
    return begins, ends


def company_midnight(session: Session, at: datetime | None = None) -> datetime:
    """The instant that began the company's day of an instant, or its present one.

    All that is kept of when somebody anonymous acted.
    """
    day = company_day(session, at or now())
    return datetime.combine(day, time(), company_zone(session)).astimezone(UTC)
