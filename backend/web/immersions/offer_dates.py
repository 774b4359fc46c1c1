"""The dates of an offer's form: as typed, as shown, as given to the verbs."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from starlette.datastructures import FormData

from backend import immersions
from backend.core.local_time import on_the_clock

EMPTY, MOST = 2, 20
FIELDS = ("slot_day", "slot_from", "slot_to", "slot_capacity", "slot_minimum")


def typed_dates(form: FormData) -> list[dict[str, str]]:
    """The dates of a posted form, without those left wholly empty."""
    columns = [[str(value) for value in form.getlist(name)] for name in FIELDS]
    rows = [dict(zip(FIELDS, row, strict=True)) for row in zip_longest(*columns, fillvalue="")]
    return [row for row in rows if row["slot_day"] or row["slot_from"] or row["slot_to"]][:MOST]


def shown_date(slot: immersions.SlotRow, zone: str) -> dict[str, Any]:
    """A date that is kept, as its fields show it."""
    starts_at, ends_at = on_the_clock(slot.starts_at, zone), on_the_clock(slot.ends_at, zone)
    values = (f"{starts_at:%Y-%m-%d}", f"{starts_at:%H:%M}", f"{ends_at:%H:%M}")
    return dict(zip(FIELDS, (*values, slot.capacity, slot.minimum or ""), strict=True))


def with_empty_dates(dates: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """These dates, and room for two more."""
    return [*dates, *[dict.fromkeys(FIELDS, "")] * EMPTY][:MOST]


def given_dates(form: FormData) -> list[dict[str, Any]]:
    """The dates of a posted form; what starts at 9 pm and ends at 5 am ends on the next day."""
    return [
        {
            "starts_at": f"{row['slot_day']}T{row['slot_from']}",
            "ends_at": f"{end_day(row['slot_day'], row['slot_from'], row['slot_to'])}T{row['slot_to']}",
            "capacity": row["slot_capacity"] or 1,
            "minimum": row["slot_minimum"] or 0,
        }
        for row in typed_dates(form)
    ]


def end_day(day: str, from_: str, to: str) -> str:
    """The day on which a date ends: the next one where it ends before it starts on the clock.

    What is no day is left for the input to refuse.
    """
    try:
        start = date.fromisoformat(day)
    except ValueError:
        return day
    overnight = to <= from_ and start < date.max
    return (start + timedelta(days=1) if overnight else start).isoformat()
