"""Months and working days, as offices in France keep them."""

from datetime import date

from backend.core.months import months_after
from backend.reports import Calendar


def first_of(day: date) -> date:
    return day.replace(day=1)


def month_before(day: date) -> date:
    """The first day of the month that ended before this one."""
    return months_after(first_of(day), -1)


def first_working_day(month: date) -> date:
    """The day offices open again in a month: 4 January 2027, 2 November 2026."""
    return Calendar().working_from(first_of(month))
