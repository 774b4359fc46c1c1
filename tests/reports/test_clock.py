"""The response clock, against the published calendar of three years and by its properties."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.reports.calendars import Calendar, calendar_of
from backend.reports.clock import Clock, ClockState, application_due, started

PARIS = Calendar()
# Public holidays as published by the French administration for these three years.
PUBLISHED = {
    2025: "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25",
    2026: "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
    2027: "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25",
}
HOLIDAYS = {date.fromisoformat(f"{year}-{day}") for year, days in PUBLISHED.items() for day in days.split()}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def walk(day: date, working: int) -> date:
    """The working-th working day after `day`, counted on the fingers."""
    while working:
        day += timedelta(days=1)
        working -= works(day)
    return day


def at(day: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


def test_every_day_of_three_years_is_due_where_the_published_calendar_says() -> None:
    day = date(2025, 1, 1)
    while day < date(2027, 10, 1):
        clock = started(PARIS, day)
        assert clock.due_at == PARIS.midnight(walk(day, 15) + timedelta(days=1)), day
        assert clock.very_late_at == PARIS.midnight(walk(day, 30)), day
        day += timedelta(days=1)


def test_a_report_of_a_friday_evening_is_on_its_first_day_on_monday() -> None:
    clock = started(PARIS, date(2026, 11, 13))
    assert clock.state(at("2026-11-13")) is ClockState.RUNNING
    assert clock.left(at("2026-11-15")) == 15
    assert clock.left(at("2026-11-16")) == 14
    assert clock.due_at == datetime(2026, 12, 4, 23, tzinfo=UTC)
    assert clock.state(at("2026-12-04", 22)) is ClockState.RUNNING
    assert clock.state(clock.due_at) is ClockState.LATE


def test_the_clock_stops_while_ines_is_asked_and_starts_with_her_answer() -> None:
    clock = started(PARIS, date(2026, 11, 12))
    asked = clock.asked(at("2026-11-17"))
    assert asked.state(at("2026-11-20")) is ClockState.STOPPED
    assert asked.left(at("2026-11-20")) == 12
    replied = asked.replied(at("2026-11-23"))
    assert replied.left(at("2026-11-23", 20)) == 12
    assert replied.left(at("2026-11-24")) == 11
    assert replied.answered(at("2026-11-30")).state(at("2028-01-01")) is ClockState.MET


def test_fifteen_working_days_of_silence_start_it_again() -> None:
    asked = started(PARIS, date(2026, 11, 12)).asked(at("2026-11-13"))
    # Silence ends with the fifteenth working day after the question, a Friday: Monday counts again.
    assert asked.left(at("2026-12-04")) == 14
    assert asked.left(at("2026-12-07")) == 13
    assert asked.state(at("2026-12-07")) is ClockState.RUNNING


def test_a_question_asked_late_hides_nothing() -> None:
    clock = started(PARIS, date(2026, 9, 1))
    late = clock.asked(clock.due_at + timedelta(days=1))
    assert late.state(clock.due_at + timedelta(days=2)) is ClockState.LATE
    assert late.answered(clock.due_at + timedelta(days=3)).state(at("2027-01-01")) is ClockState.LATE
    assert clock.answered(clock.very_late_at).state(at("2028-01-01")) is ClockState.VERY_LATE


@pytest.mark.parametrize(
    ("accepted", "due"),
    [("2026-11-23", "2027-02-23"), ("2026-11-30", "2027-03-01"), ("2027-02-14", "2027-05-14")],
)
def test_application_is_due_three_months_later_on_a_working_day(accepted: str, due: str) -> None:
    assert application_due(PARIS, date.fromisoformat(accepted)) == date.fromisoformat(due)


def test_alsace_keeps_two_holidays_more_and_la_reunion_lives_three_hours_ahead() -> None:
    assert not calendar_of("Alsace", "Europe/Paris").is_working(date(2025, 12, 26))
    assert calendar_of("Bretagne", "Europe/Paris").is_working(date(2025, 12, 26))
    reunion = calendar_of("La Réunion", "Europe/Paris")
    assert reunion.midnight(date(2026, 11, 23)) == datetime(2026, 11, 22, 20, tzinfo=UTC)


@st.composite
def lives(draw: st.DrawFn) -> tuple[date, list[datetime]]:
    """A day of receipt, then instants at which the author is asked and answers, in turn."""
    received = date(2025, 1, 1) + timedelta(days=draw(st.integers(0, 700)))
    steps = draw(st.lists(st.integers(1, 60 * 24 * 12), max_size=6))
    instants, when = [], PARIS.midnight(received) + timedelta(hours=9)
    for minutes in steps:
        when += timedelta(minutes=minutes)
        instants.append(when)
    return received, instants


def lived(received: date, instants: list[datetime]) -> list[Clock]:
    """The clock after each step."""
    clocks = [started(PARIS, received)]
    for number, when in enumerate(instants):
        clock = clocks[-1]
        clocks.append(clock.replied(when) if number % 2 else clock.asked(when))
    return clocks


@settings(max_examples=60)
@given(lives())
def test_it_counts_exactly_the_midnights_at_which_it_runs(life: tuple[date, list[datetime]]) -> None:
    received, instants = life
    clocks = lived(received, instants)
    end = (instants[-1] if instants else PARIS.midnight(received)) + timedelta(days=50)
    bounds = [*zip(clocks, [PARIS.midnight(received), *instants], [*instants, end], strict=True)]
    counted, day = 0, received + timedelta(days=1)
    while PARIS.midnight(day) <= end:
        midnight = PARIS.midnight(day)
        running = next(c for c, since, until in bounds if since <= midnight < until or until == end)
        counted += works(day) and running.runs_from <= midnight
        day += timedelta(days=1)
    assert clocks[-1].counted_at(end) == counted


@settings(max_examples=60)
@given(lives(), st.lists(st.integers(0, 60 * 24 * 200), min_size=2, max_size=12))
def test_time_never_gives_a_day_back(life: tuple[date, list[datetime]], minutes: list[int]) -> None:
    received, instants = life
    clock = lived(received, instants)[-1]
    start = instants[-1] if instants else PARIS.midnight(received)
    moments = sorted(start + timedelta(minutes=m) for m in minutes)
    for before, after in pairwise(moments):
        days = (PARIS.day_of(after) - PARIS.day_of(before)).days
        assert 0 <= clock.counted_at(after) - clock.counted_at(before) <= days
    assert all((clock.left(m) < 0) <= (m >= clock.due_at) for m in moments)


@pytest.mark.parametrize("changes", ["2026-03-29", "2026-10-25"])
def test_both_clock_changes_cost_and_give_no_day(changes: str) -> None:
    sunday = date.fromisoformat(changes)
    clock = started(PARIS, sunday - timedelta(days=2))
    noon = PARIS.midnight(sunday) + timedelta(hours=12)
    assert [clock.counted_at(noon + timedelta(days=n)) for n in range(3)] == [0, 1, 2]
