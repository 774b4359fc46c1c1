"""What the tests of pages share: a browser on its way in, and the product's clock put back."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from backend.core import clock
from backend.core.db import Database
from tests.cast import Cast
from tests.web.journeys import Journey, journey_over


@pytest.fixture
async def journey(cast: Cast, database: Database) -> AsyncIterator[Journey]:
    journey = journey_over(cast, database)
    yield journey
    await journey.browser.aclose()
    await journey.provider.aclose()
    await journey.faces.close()


@pytest.fixture(autouse=True)
def _clock_put_back() -> Iterator[None]:
    yield
    clock.travel(timedelta())
