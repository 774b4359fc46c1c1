"""When the next wave opens and closes: a day of work at nine on the company's clocks, a day's end at six."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.pulse.models import Rhythm
from backend.pulse.working_days import last_of_month

OPENS_AT, CLOSES_AT = time(9), time(18)
MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}
MOST_DAYS = {Rhythm.MONTHLY: 27}
"""How long a wave may stay open and be closed when the next opens: last working days are 28 days apart."""


def next_opening(rhythm: Rhythm, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The first opening of this rhythm after an instant, in UTC; none for one that opens by hand.

    A month's is its last working day, a quarter's that of its last month.
    """
    every = MONTHS.get(rhythm)
    if every is None:
        return None
    day = after.astimezone(zone).date()
    year, month = day.year, day.month
    while True:
        if month % every == 0:
            at = datetime.combine(last_of_month(year, month), OPENS_AT, zone).astimezone(UTC)
            if at > after:
                return at
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def closing(opens_at: datetime, open_days: int, zone: ZoneInfo) -> datetime:
    """Six in the evening, `open_days` days after the day of the opening, in UTC."""
    return _evening(opens_at.astimezone(zone).date() + timedelta(days=open_days), zone)


def _evening(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, CLOSES_AT, zone).astimezone(UTC)


def reminder(opened_at: datetime, after_days: int, zone: ZoneInfo) -> datetime:
    """Nine in the morning, `after_days` days after the day of the opening, in UTC."""
    day = opened_at.astimezone(zone).date() + timedelta(days=after_days)
    return datetime.combine(day, OPENS_AT, zone).astimezone(UTC)
