"""Signals: what customers will call about, told before they do; and what is said more and more often.

Start with `pushing` for what other tools warn of, `rising` for the test, `counting` and `looking` for what it
is run on and what follows, `rows` for what is read.
"""

from backend.signals import errors
from backend.signals.counting import JOB, count, count_soon
from backend.signals.looking import FOUND, FOUND_ELSEWHERE, look
from backend.signals.models import SIGNALS, Severity, Signal, SignalKind, Subject
from backend.signals.pushing import SignalInput, push_signal
from backend.signals.rows import (
    RisingRow,
    SignalRow,
    rising_on,
    signals_by_ids,
    signals_for,
    visible_rising,
    visible_signals,
)

__all__ = [
    "FOUND",
    "FOUND_ELSEWHERE",
    "JOB",
    "SIGNALS",
    "RisingRow",
    "Severity",
    "Signal",
    "SignalInput",
    "SignalKind",
    "SignalRow",
    "Subject",
    "count",
    "count_soon",
    "errors",
    "look",
    "push_signal",
    "rising_on",
    "signals_by_ids",
    "signals_for",
    "visible_rising",
    "visible_signals",
]
