"""Quiet hours by the clocks of wherever one is, in the two nights when they change too."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from backend.notifications.quiet import WINDOW, after_quiet, end_of_window, is_quiet, tomorrow

PARIS = ZoneInfo("Europe/Paris")
SPRING, AUTUMN = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
"""When Paris goes forward, and back."""

zones = st.sampled_from(["Europe/Paris", "America/Martinique", "America/Miquelon", "Pacific/Noumea"]).map(
    ZoneInfo
)
hours = st.times(max_value=time(23, 59))
around_a_change = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from([SPRING, AUTUMN]),
    st.integers(-2000, 2000),
)
instants = around_a_change | st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


@given(instants, zones, hours, hours)
@example(SPRING - timedelta(minutes=10), PARIS, time(22), time(2, 30))
@example(AUTUMN + timedelta(minutes=10), PARIS, time(22), time(2, 30))
@example(AUTUMN - timedelta(minutes=50), PARIS, time(22), time(2, 30))
def test_mail_leaves_outside_quiet_hours_never_early(
    at: datetime, zone: ZoneInfo, start: time, end: time
) -> None:
    leaves = after_quiet(at, zone, start, end)
    assert leaves >= at
    assert not is_quiet(leaves, zone, start, end)
    assert leaves - at <= timedelta(hours=49)
    if not is_quiet(at, zone, start, end):
        assert leaves == at


@given(instants, zones, hours)
def test_the_same_hour_twice_is_never_quiet(at: datetime, zone: ZoneInfo, hour: time) -> None:
    assert after_quiet(at, zone, hour, hour) == at


@given(instants, zones)
def test_tomorrow_is_the_first_instant_of_the_next_date(at: datetime, zone: ZoneInfo) -> None:
    begins = tomorrow(at, zone)
    today = at.astimezone(zone).date()
    assert begins.astimezone(zone).date() == today + timedelta(days=1)
    assert (begins - timedelta(seconds=1)).astimezone(zone).date() == today


@given(instants)
def test_a_window_ends_for_all_at_the_same_instant_and_never_at_once(at: datetime) -> None:
    ends = end_of_window(at)
    assert timedelta(minutes=1) <= ends - at <= WINDOW + timedelta(minutes=1)
    assert (ends - datetime(2026, 1, 1, tzinfo=UTC)) % WINDOW == timedelta()


def test_an_end_that_the_clocks_skip_comes_when_they_have() -> None:
    late = datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert after_quiet(late, PARIS, time(22), time(2, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_an_end_shown_twice_is_the_first_still_to_come() -> None:
    before, between = (datetime(2026, 10, 25, 0, m, tzinfo=UTC) for m in (10, 59))
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    first_end, second_end = (datetime(2026, 10, 25, h, 30, tzinfo=UTC) for h in (0, 1))
    assert after_quiet(before, PARIS, time(22), time(2, 30)) == first_end
    assert after_quiet(between, PARIS, time(22), time(2, 30)) == between
    assert after_quiet(second, PARIS, time(22), time(2, 30)) == second_end
