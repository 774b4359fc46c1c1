"""The last working day of a month, across year ends, public holidays and the nights when clocks change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from backend.pulse.models import Rhythm
from backend.pulse.rhythm import MOST_DAYS, closing, next_opening, reminder
from backend.pulse.working_days import between, is_working, last_of_month

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2026, 11, 30),
        (2026, 12, 31),
        (2026, 5, 29),
        (2027, 1, 29),
        (2027, 2, 26),
        (2028, 2, 29),
        (2029, 4, 30),
        # Easter Monday is on 31 March 2064, a Monday; the 29th and the 30th are a week-end.
        (2064, 3, 31),
    ],
)
def test_the_last_working_day_of_a_month(year: int, month: int, day: int) -> None:
    assert last_of_month(year, month) == date(year, month, day)


def test_public_holidays_are_no_working_days() -> None:
    assert not is_working(date(2026, 5, 1))
    assert not is_working(date(2027, 3, 29))
    assert not is_working(date(2026, 11, 22))
    assert is_working(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("rhythm", "after", "opens"),
    [
        (Rhythm.MONTHLY, datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),
        (Rhythm.MONTHLY, datetime(2026, 11, 30, 8, tzinfo=UTC), datetime(2026, 12, 31, 8, tzinfo=UTC)),
        (Rhythm.MONTHLY, datetime(2026, 12, 31, 9, tzinfo=UTC), datetime(2027, 1, 29, 8, tzinfo=UTC)),
        # Summer time: nine in Paris is seven in UTC. The clocks change on 28 March and 31 October 2027.
        (Rhythm.MONTHLY, datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 31, 7, tzinfo=UTC)),
        (Rhythm.MONTHLY, datetime(2027, 10, 1, tzinfo=UTC), datetime(2027, 10, 29, 7, tzinfo=UTC)),
        (Rhythm.MONTHLY, datetime(2027, 10, 30, tzinfo=UTC), datetime(2027, 11, 30, 8, tzinfo=UTC)),
        (Rhythm.QUARTERLY, datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 12, 31, 8, tzinfo=UTC)),
        (Rhythm.QUARTERLY, datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 3, 31, 7, tzinfo=UTC)),
        (Rhythm.BY_HAND, datetime(2027, 1, 1, tzinfo=UTC), None),
    ],
)
def test_a_wave_opens_at_nine_on_the_companys_clocks(
    rhythm: Rhythm, after: datetime, opens: datetime | None
) -> None:
    assert next_opening(rhythm, after, PARIS) == opens


def test_a_wave_closes_in_the_evening_and_is_reminded_in_the_morning_whatever_the_clocks_do() -> None:
    opened = datetime(2027, 3, 24, 8, tzinfo=UTC)
    assert closing(opened, 7, PARIS) == datetime(2027, 3, 31, 16, tzinfo=UTC)
    assert reminder(opened, 3, PARIS) == datetime(2027, 3, 27, 8, tzinfo=UTC)


def test_a_monthly_wave_open_as_long_as_it_may_be_is_closed_when_the_next_opens() -> None:
    opens = datetime(2026, 1, 1, tzinfo=UTC)
    while opens.year < 2066:
        opened = next_opening(Rhythm.MONTHLY, opens, PARIS)
        assert opened is not None
        following = next_opening(Rhythm.MONTHLY, opened, PARIS)
        assert following is not None
        assert closing(opened, MOST_DAYS[Rhythm.MONTHLY], PARIS) < following
        opens = opened


@pytest.mark.parametrize(
    ("closed", "reached", "days"),
    [
        (date(2026, 11, 6), date(2026, 11, 6), 0),
        # Friday to Friday: a week-end and 11 November are no working days.
        (date(2026, 11, 6), date(2026, 11, 13), 4),
        (date(2026, 12, 24), date(2027, 1, 4), 5),
        (date(2027, 3, 26), date(2027, 3, 29), 0),
    ],
)
def test_results_reach_a_team_in_working_days(closed: date, reached: date, days: int) -> None:
    assert between(closed, reached) == days
