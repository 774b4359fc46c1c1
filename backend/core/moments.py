"""Days and instants that people type: only of this century, as another is a slip of the keyboard."""

from datetime import date, datetime
from typing import Annotated, TypeVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 2000, 2100

T = TypeVar("T", bound=date)


def _in_our_time(value: T) -> T:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("out_of_range", "a date of this century")
    return value


def _first_of_month(value: date) -> date:
    return value.replace(day=1)


Day = Annotated[date, AfterValidator(_in_our_time)]
Moment = Annotated[datetime, AfterValidator(_in_our_time)]
"""An instant; without an offset, the time on clocks that the verb which takes it names."""
Month = Annotated[Day, AfterValidator(_first_of_month)]
"""The first day of the month of whichever day is given."""
