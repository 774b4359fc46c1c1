"""Working days: Monday to Friday without the public holidays of France, and of the places that have more."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

REGIONS = {
    "Alsace": ("Europe/Paris", "6AE"),
    "Moselle": ("Europe/Paris", "57"),
    "Guadeloupe": ("America/Guadeloupe", "971"),
    "Martinique": ("America/Martinique", "972"),
    "Guyane": ("America/Cayenne", "973"),
    "La Réunion": ("Indian/Reunion", "974"),
    "Mayotte": ("Indian/Mayotte", "976"),
}
"""A site's region -> its time zone and its ISO 3166-2:FR subdivision; others follow the company."""

ZONES = sorted({zone for zone, _ in REGIONS.values()})
"""Each of those zones, once."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A time zone and the public holidays kept there; `subdivision` is ISO 3166-2:FR, "" for the country."""

    zone: str = "Europe/Paris"
    subdivision: str = ""

    def day_of(self, at: datetime) -> date:
        """The date that its clocks show at an instant."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def midnight(self, day: date) -> datetime:
        """The instant, in UTC, that begins a day."""
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def first_midnight(self, at: datetime) -> date:
        """The day begun by the first midnight at or after an instant."""
        day = self.day_of(at)
        return day if self.midnight(day) >= at else day + timedelta(days=1)

    def is_working(self, day: date) -> bool:
        return self.working_days(day, day) == 1

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included; none when `last` comes before."""
        return sum(
            bisect_right(days, last) - bisect_left(days, first)
            for days in (_working(self.subdivision, year) for year in range(first.year, last.year + 1))
        )

    def nth_working(self, first: date, number: int) -> date:
        """The `number`-th working day (from 1) from `first` on, itself included."""
        year, left = first.year, number
        at = bisect_left(_working(self.subdivision, year), first)
        while at + left > len(days := _working(self.subdivision, year)):
            left, at, year = left - (len(days) - at), 0, year + 1
        return days[at + left - 1]

    def working_from(self, day: date) -> date:
        """The day itself if one works on it, else the next one on which one does."""
        return self.nth_working(day, 1)


def calendar_of(region: str | None, company: str) -> Calendar:
    """The calendar of a site's region; the company's (its time zone) for the rest of France."""
    zone, subdivision = REGIONS.get(region or "", (company, ""))
    return Calendar(zone, subdivision)


@lru_cache(maxsize=256)
def _working(subdivision: str, year: int) -> Sequence[date]:
    """The working days of a year, in order."""
    closed = holidays.country_holidays("FR", subdiv=subdivision or None, years=year)
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return [day for day in days if day.year == year and day.weekday() < 5 and day not in closed]
