"""Days that people type."""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from backend.core.moments import Day, Moment, Month


@pytest.mark.parametrize("kind", [Day, Moment, Month])
def test_another_century_is_a_slip_of_the_keyboard(kind: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    for year in (2000, 2100):
        assert adapter.validate_python(f"{year}-05-17").year == year
    for year in (206, 1999, 2101):
        with pytest.raises(ValidationError) as refused:
            adapter.validate_python(f"{year:04}-05-17")
        assert [one["type"] for one in refused.value.errors()] == ["out_of_range"]


def test_a_month_is_its_first_day() -> None:
    assert TypeAdapter(Month).validate_python(date(2026, 11, 29)) == date(2026, 11, 1)
