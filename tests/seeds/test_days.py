"""The days of the demo: what is planned falls on a day when people work."""

from datetime import date

import pytest

from seeds.days import ZONE, Days


@pytest.mark.parametrize(
    ("today", "days", "planned"),
    [
        (date(2026, 11, 29), 26, date(2026, 12, 28)),
        (date(2026, 12, 24), 8, date(2027, 1, 4)),
        (date(2026, 11, 20), 12, date(2026, 12, 2)),
    ],
)
def test_nothing_is_planned_on_a_weekend_or_a_holiday(today: date, days: int, planned: date) -> None:
    assert Days(today).ahead(days).astimezone(ZONE).date() == planned


def test_what_was_done_was_done_on_a_working_day() -> None:
    assert Days(date(2026, 12, 27)).before(1, 9, 0).astimezone(ZONE).date() == date(2026, 12, 24)
