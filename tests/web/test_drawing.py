"""Fragments that are remembered: for whoever would read the same, and for nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment

from backend.core.i18n import Catalogues
from backend.services import UI
from backend.web.drawing import Reading, fragment, icon, idempotency_key, reading_now

MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
CATALOGUES = Catalogues.load(UI / "locale")


@dataclass(frozen=True)
class Card:
    name: str
    viewer_leads: bool


class Kitchen:
    """Macros over one template, and how often one of them was really rendered."""

    def __init__(self) -> None:
        self.rendered = 0
        environment = Environment(autoescape=True)
        environment.globals |= {"icon": icon, "idempotency_key": idempotency_key, "note": self.note}
        template = environment.from_string(
            "{% macro card(row) %}{{ note() }}{{ row.name }}{{ icon('check') }}"
            "{{ ' (you lead it)' if row.viewer_leads }}{% endmacro %}"
            "{% macro form() %}{{ idempotency_key() }}{% endmacro %}"
        )
        self.macros: Any = template.module

    def note(self) -> str:
        self.rendered += 1
        return ""


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


@pytest.fixture(autouse=True)
def _nobody_reads_afterwards() -> Iterator[None]:
    token = reading_now.set(reading())
    yield
    reading_now.reset(token)


def reading(locale: str = "fr", zone: str = "Europe/Paris", at: datetime = MORNING) -> Reading:
    return Reading(CATALOGUES.translator(locale), ZoneInfo(zone), at, partial=False)


def test_two_readers_to_whom_a_circle_is_the_same_share_its_card(kitchen: Kitchen) -> None:
    first = fragment(kitchen.macros.card, Card("Cœur", viewer_leads=False))
    reading_now.set(reading(at=MORNING + timedelta(hours=3)))
    assert fragment(kitchen.macros.card, Card("Cœur", viewer_leads=False)) == first
    assert kitchen.rendered == 1
    assert list(reading_now.get().icons) == ["check"], "a remembered card still brings its icons"


def test_who_leads_a_circle_and_who_does_not_never_share_its_card(kitchen: Kitchen) -> None:
    assert "you lead it" in fragment(kitchen.macros.card, Card("Cœur", viewer_leads=True))
    assert "you lead it" not in fragment(kitchen.macros.card, Card("Cœur", viewer_leads=False))
    fragment(kitchen.macros.card, Card("Cœurs", viewer_leads=False))
    assert kitchen.rendered == 3


@pytest.mark.parametrize(
    "other",
    [reading(locale="en"), reading(zone="America/Cayenne"), reading(at=MORNING + timedelta(days=1))],
    ids=["language", "zone", "day"],
)
def test_another_language_time_zone_or_day_is_another_fragment(kitchen: Kitchen, other: Reading) -> None:
    fragment(kitchen.macros.card, Card("Cœur", viewer_leads=False))
    reading_now.set(other)
    fragment(kitchen.macros.card, Card("Cœur", viewer_leads=False))
    assert kitchen.rendered == 2


def test_the_key_of_a_form_is_never_remembered_for_others(kitchen: Kitchen) -> None:
    with pytest.raises(AssertionError):
        fragment(kitchen.macros.form)
    assert kitchen.macros.form() != kitchen.macros.form()
