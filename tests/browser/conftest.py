"""One Chromium and one small Télénova for every test of a worker."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.company import Company
from tests.browser.demo import invented, running_chromium, running_demo

# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def telenova(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The database each demo is a copy of."""
    own = tmp_path_factory.getbasetemp()
    return invented(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
async def company(
    chromium: Browser, telenova: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Company]:
    """The demo most tests read; those that change it touch what no other test looks at."""
    async with running_demo(tmp_path_factory.mktemp("demo"), telenova) as demo:
        yield Company(demo, chromium)


@pytest.fixture
async def fresh_company(chromium: Browser, telenova: Path, tmp_path: Path) -> AsyncIterator[Company]:
    """A demo of the test's own, to change as it likes."""
    async with running_demo(tmp_path, telenova) as demo:
        yield Company(demo, chromium)
