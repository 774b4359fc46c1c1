"""Days around the one on which the demo is seeded, so that its past and its future stay believable."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Days:
    """Instants told by their distance to `today`, at an hour of Paris."""

    today: date

    def ago(self, days: int, hour: int = 9, minute: int = 0) -> datetime:
        """`days` before today, at that time."""
        return self._at(self.today - timedelta(days=days), hour, minute)

    def before(self, days: int, hour: int, minute: int) -> datetime:
        """The last working day at least `days` before today, at that time."""
        return self._at(_working(self.today - timedelta(days=days), -1), hour, minute)

    def ahead(self, days: int, hour: int = 9, minute: int = 0) -> datetime:
        """The first working day at least `days` after today, at that time."""
        return self._at(_working(self.today + timedelta(days=days), 1), hour, minute)

    @staticmethod
    def _at(day: date, hour: int, minute: int) -> datetime:
        return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
"""The French public holidays of a fixed date, as (month, day)."""


def _working(day: date, step: int) -> date:
    while day.weekday() > 4 or (day.month, day.day) in HOLIDAYS:
        day += timedelta(days=step)
    return day
