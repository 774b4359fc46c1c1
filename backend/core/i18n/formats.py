"""Dates and numbers as a reader writes them, in their language and time zone."""

from datetime import date, datetime, time, timedelta, tzinfo

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal

from backend.core.i18n.typography import NARROW_NBSP, NBSP

_NEAR = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_AT = {"fr": "à", "en": "at"}


def format_date(value: date, locale: str, zone: tzinfo | None = None) -> str:
    """Return « 26 novembre 2026 » or "26 November 2026"; a moment is first brought to `zone`."""
    return _date(_day_of(value, zone), "d MMMM y", locale)


def format_month(value: date, locale: str) -> str:
    """Return « novembre 2026 » or "November 2026"."""
    return babel_date(value, "LLLL y", locale=locale)


def format_day(value: date, locale: str, zone: tzinfo | None = None, *, now: date | None = None) -> str:
    """Return « jeudi 26 novembre »; the year is added when it is not the year of `now`."""
    return _date(_day_of(value, zone), f"EEEE d MMMM{_year(value, zone, now)}", locale)


def format_time(value: time | datetime, locale: str, zone: tzinfo | None = None) -> str:
    """Return « 13 h 30 », « 8 h », "1:30 pm" or "8 am"."""
    moment = value.astimezone(zone) if isinstance(value, datetime) and zone else value
    if locale == "fr":
        minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{NBSP}{'am' if moment.hour < 12 else 'pm'}"


def format_datetime(value: datetime, locale: str, zone: tzinfo | None = None) -> str:
    """Return « 26 novembre 2026 à 13 h 30 » or "26 November 2026 at 1:30 pm"."""
    return f"{format_date(value, locale, zone)} {_AT[locale]} {format_time(value, locale, zone)}"


def format_number(value: float, locale: str) -> str:
    """Return « 1 284 » or "1,284"."""
    return format_decimal(value, locale=locale).replace(NARROW_NBSP, NBSP)


def relative_day(value: date, locale: str, zone: tzinfo | None = None, *, now: date) -> str:
    """Return « hier », « lundi » within six days of `now`, « le 4 novembre » beyond, its year if another.

    French takes its article, so that a sentence may put « avant » or « depuis » before any of them.
    """
    day, today = _day_of(value, zone), _day_of(now, zone)
    distance = day - today
    if distance.days in _NEAR[locale]:
        return _NEAR[locale][distance.days]
    if abs(distance) < timedelta(days=7):
        return _date(day, "EEEE", locale)
    article = "le " if locale == "fr" else ""
    return article + _date(day, f"d MMMM{_year(value, zone, now)}", locale)


def past_day(value: date, locale: str, zone: tzinfo | None = None, *, now: date) -> str:
    """Return « hier », else « lundi 16 novembre »: a day gone by, which nobody takes for one to come."""
    yesterday = _day_of(now, zone) - _day_of(value, zone) == timedelta(days=1)
    return _NEAR[locale][-1] if yesterday else format_day(value, locale, zone, now=now)


def _day_of(value: date, zone: tzinfo | None) -> date:
    if isinstance(value, datetime):
        return (value.astimezone(zone) if zone else value).date()
    return value


def _year(value: date, zone: tzinfo | None, now: date | None) -> str:
    return " y" if now and _day_of(value, zone).year != _day_of(now, zone).year else ""


def _date(day: date, pattern: str, locale: str) -> str:
    # French says « 1er décembre » where the patterns only know the figure.
    if locale == "fr" and day.day == 1:
        pattern = pattern.replace("d MMMM", "d'er' MMMM")
    return babel_date(day, pattern, locale=locale).replace(NARROW_NBSP, NBSP)
