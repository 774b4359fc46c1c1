"""Nights on which the day of the company is not the day in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from backend.core import clock
from backend.core.db import Database


@dataclass(frozen=True)
class Night:
    """An instant, and the day that the clocks of a zone show at it."""

    zone: ZoneInfo
    at: datetime
    today: date

    @property
    def month(self) -> date:
        return self.today.replace(day=1)

    @contextmanager
    def over(self, database: Database) -> Iterator[None]:
        """It is this instant, and every unit of work begun meanwhile is of a company in this zone."""
        home = database.info["zone"]
        database.info["zone"] = self.zone
        clock.travel(self.at - datetime.now(UTC))
        try:
            yield
        finally:
            clock.travel(timedelta())
            database.info["zone"] = home


IN_PARIS = Night(ZoneInfo("Europe/Paris"), datetime(2027, 2, 28, 23, 30, tzinfo=UTC), date(2027, 3, 1))
"""The first half hour of a month."""
IN_MARTINIQUE = Night(
    ZoneInfo("America/Martinique"), datetime(2027, 3, 1, 1, 30, tzinfo=UTC), date(2027, 2, 28)
)
"""The last evening of a month."""
NIGHTS = (IN_PARIS, IN_MARTINIQUE)
