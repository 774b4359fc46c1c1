"""The response clock: how many working days a report has waited, and by when it is owed an answer. Pure.

A working day counts if the clock runs at the midnight that begins it, in the calendar fixed at receipt; the
day of receipt is day zero. The clock stops while the author is asked, and starts again with the answer, or
by itself after 15 working days of silence.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from backend.core.months import months_after
from backend.reports.calendars import Calendar

ANSWER_IN = 15
VERY_LATE_AT = 30
JUST_LATE_FOR = 5
SILENCE = 15
APPLY_IN_MONTHS = 3


class ClockState(StrEnum):
    RUNNING = "running"
    STOPPED = "stopped"
    MET = "met"
    LATE = "late"
    VERY_LATE = "very_late"


@dataclass(frozen=True, slots=True)
class Clock:
    """One report's clock.

    `counted` are the working days of the spells that are over; the current one runs from `runs_from`, which
    lies ahead while the author is asked. `due_at` and `very_late_at` suppose that nothing more is asked: an
    answer is on time before `due_at`. `ended_at` is the official response.
    """

    calendar: Calendar
    runs_from: datetime
    due_at: datetime
    very_late_at: datetime
    counted: int = 0
    ended_at: datetime | None = None

    def counted_at(self, now: datetime) -> int:
        """Working days counted so far: those whose midnight has passed while the clock ran."""
        until = min(now, self.ended_at) if self.ended_at else now
        if until < self.runs_from:
            return self.counted
        first = self.calendar.first_midnight(self.runs_from)
        return self.counted + self.calendar.working_days(first, self.calendar.day_of(until))

    def left(self, now: datetime) -> int:
        """Working days left to answer; negative once late."""
        return ANSWER_IN - self.counted_at(now)

    def state(self, now: datetime) -> ClockState:
        """Lateness stays whatever is asked or answered afterwards."""
        until = min(now, self.ended_at) if self.ended_at else now
        if until >= self.very_late_at:
            return ClockState.VERY_LATE
        if until >= self.due_at:
            return ClockState.LATE
        if self.ended_at:
            return ClockState.MET
        return ClockState.STOPPED if now < self.runs_from else ClockState.RUNNING

    def asked(self, now: datetime) -> "Clock":
        """Stopped while the author is asked; what is late already stays late."""
        if self.ended_at or now < self.runs_from:
            return self
        silence = self.calendar.nth_working(self.calendar.day_of(now) + timedelta(days=1), SILENCE)
        again = self.calendar.midnight(silence + timedelta(days=1))
        # At a midnight at which it stops it does not run: that day is for the spell that starts again.
        before = now - timedelta(microseconds=1)
        return self._running(again, self.counted_at(before), now)

    def replied(self, now: datetime) -> "Clock":
        """Started again by the author's answer; nothing changes for a clock that was not stopped."""
        if self.ended_at or now >= self.runs_from:
            return self
        return self._running(now, self.counted, now)

    def answered(self, now: datetime) -> "Clock":
        """Ended by the official response."""
        return self if self.ended_at else replace(self, ended_at=now)

    def _running(self, start: datetime, counted: int, now: datetime) -> "Clock":
        due, very_late = _deadlines(self.calendar, start, counted)
        return replace(
            self,
            runs_from=start,
            counted=counted,
            due_at=self.due_at if self.due_at <= now else due,
            very_late_at=self.very_late_at if self.very_late_at <= now else very_late,
        )


def started(calendar: Calendar, received: date) -> Clock:
    """The clock of a report received on this day: day zero, even on a holiday."""
    # Just after the midnight of its day, whose hour an anonymous report does not tell: day zero never counts.
    start = calendar.midnight(received) + timedelta(microseconds=1)
    due, very_late = _deadlines(calendar, start, 0)
    return Clock(calendar, start, due, very_late)


def _deadlines(calendar: Calendar, start: datetime, counted: int) -> tuple[datetime, datetime]:
    """The end of day 15, and the beginning of day 30, of a clock that runs from `start` on."""
    first = calendar.first_midnight(start)
    # Once its fifteenth day had begun when it stopped, the answer has the rest of the day it starts again.
    left = ANSWER_IN - counted
    last = calendar.nth_working(first, left) if left > 0 else calendar.day_of(start)
    thirtieth = calendar.nth_working(first, max(1, VERY_LATE_AT - counted))
    return calendar.midnight(last + timedelta(days=1)), calendar.midnight(thirtieth)


def application_due(calendar: Calendar, accepted: date) -> date:
    """Three calendar months after acceptance, moved to the next working day; it never stops."""
    return calendar.working_from(months_after(accepted, APPLY_IN_MONTHS))


def kept_on(calendar: Calendar, checked: date) -> date:
    """The day from which a delivery that nobody contests is kept: 15 working days after it may be checked."""
    return calendar.nth_working(checked + timedelta(days=1), SILENCE) + timedelta(days=1)


__all__ = ["Calendar", "Clock", "ClockState", "application_due", "kept_on", "started"]
