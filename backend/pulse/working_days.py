"""Working days in France: Monday to Friday, public holidays out (the `holidays` library keeps their list)."""

from datetime import date, timedelta
from functools import cache

import holidays


def is_working(day: date) -> bool:
    """Whether offices work on that day."""
    return day.weekday() < 5 and day not in _closed(day.year)


def last_of_month(year: int, month: int) -> date:
    """The last working day of a month."""
    day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def between(first: date, last: date) -> int:
    """How many working days came after `first`, up to and with `last`."""
    return sum(is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


@cache
def _closed(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))
