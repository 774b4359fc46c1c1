"""The story of an edition told with the keyboard alone, from its clone to its dashboard."""

import time

import pytest

from tests.browser.company import Company
from tests.browser.hands import Hands
from tests.browser.immersion_story import an_edition_from_its_clone_to_its_dashboard


@pytest.mark.timeout(600)
async def test_an_edition_from_its_clone_to_its_dashboard_by_keyboard(company: Company) -> None:
    started = time.monotonic()
    await an_edition_from_its_clone_to_its_dashboard(company, Hands(keyboard=True))
    print(
        f"\nan edition from its clone to its dashboard by keyboard alone: {time.monotonic() - started:.0f} s"
    )
