"""Months are added by the calendar, whatever their lengths."""

from datetime import date

import pytest

from backend.core.months import months_after


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), -24, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_the_same_day_of_another_month_is_its_last_where_it_has_none(
    day: date, months: int, found: date
) -> None:
    assert months_after(day, months) == found
