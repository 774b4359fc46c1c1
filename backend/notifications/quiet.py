"""Quiet hours: when mail may reach somebody, by the clocks where they are. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WINDOW = timedelta(minutes=10)
"""What happens within it is told in one mail."""
MARGIN = timedelta(minutes=1)
"""A window still ends this much later, so that whoever is writing now is in time for it."""


def end_of_window(at: datetime) -> datetime:
    """When the mail of what happens at an instant may go: the same for all that happens in one window."""
    into = (at + MARGIN - datetime.min.replace(tzinfo=UTC)) % WINDOW
    return at + MARGIN - into + WINDOW


def is_quiet(at: datetime, zone: ZoneInfo, start: time, end: time) -> bool:
    """Whether the clocks show an hour from `start` to just before `end`; the same hour twice is never."""
    shown = at.astimezone(zone).time()
    if start <= end:
        return start <= shown < end
    return shown >= start or shown < end


def after_quiet(at: datetime, zone: ZoneInfo, start: time, end: time) -> datetime:
    """The instant itself (UTC), or the end of the quiet hours that it falls in.

    An end that the clocks skip in spring comes once they have; one shown twice in autumn is the first still
    to come.
    """
    if not is_quiet(at, zone, start, end):
        return at.astimezone(UTC)
    today = at.astimezone(zone).date()
    ends = (one for days in range(3) for one in _instants(today + timedelta(days=days), end, zone))
    return min(one for one in ends if one > at and not is_quiet(one, zone, start, end))


def tomorrow(at: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which the next day begins in a zone."""
    return min(_instants(at.astimezone(zone).date() + timedelta(days=1), time(0), zone))


def _instants(day: date, hour: time, zone: ZoneInfo) -> list[datetime]:
    """When the clocks show an hour of a day: twice in one night of the year."""
    return [datetime.combine(day, hour.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)]
