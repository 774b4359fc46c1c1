"""The day of the demo on which Inès may arrive, at whatever hour the demo begins."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from backend.core import clock
from backend.immersions import EARLY, LATE
from seeds.autumn import hours_of
from seeds.autumn_plans import WELCOMES
from seeds.days import ZONE, Days

NIGHT = datetime(2027, 3, 28, tzinfo=ZONE)
"""The clocks are put forward in it."""


@pytest.fixture(autouse=True)
def moved() -> Iterator[None]:
    yield
    clock.travel(timedelta())


@pytest.mark.parametrize("said", ["00:00", "00:59", "01:30", "05:59", "06:00", "12:00", "23:59"])
@pytest.mark.parametrize("day", [NIGHT, NIGHT - timedelta(days=1)])
def test_ines_may_arrive_today_at_any_hour(day: datetime, said: str) -> None:
    at = datetime.combine(day.date(), time.fromisoformat(said), ZONE)
    clock.travel(at.astimezone(UTC) - datetime.now(UTC))
    starts_at, ends_at = hours_of(WELCOMES[0], Days(day.date()))
    assert starts_at - EARLY <= clock.now() <= ends_at + LATE
    assert starts_at.astimezone(ZONE).date() == day.date()
    assert ends_at - starts_at == timedelta(hours=8.5)
