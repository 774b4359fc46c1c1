"""The one place that reads the time, so that a test can move it."""

from datetime import UTC, datetime, timedelta

_offset = timedelta()


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC) + _offset


def travel(by: timedelta) -> None:
    """Move the product's clock by `by` from real time (tests only); zero brings it back."""
    global _offset
    _offset = by
