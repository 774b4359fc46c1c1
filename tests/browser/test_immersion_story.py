"""« 10 de cœur » with a mouse; tests/proof/immersions tells the same by keyboard alone."""

import pytest

from tests.browser.company import Company
from tests.browser.hands import Hands
from tests.browser.immersion_story import an_edition_from_its_clone_to_its_dashboard

pytestmark = pytest.mark.xdist_group("long-stories")


async def test_an_edition_from_its_clone_to_its_dashboard(company: Company) -> None:
    await an_edition_from_its_clone_to_its_dashboard(company, Hands(keyboard=False))
