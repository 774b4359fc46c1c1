"""What the proofs share: the browser and the company of its tests, and databases to be killed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.browser.conftest import chromium, company, telenova
from tests.proof.own_postgres import Killable, own_postgres

__all__ = ["chromium", "company", "killable", "telenova"]


@pytest.fixture(params=["sqlite", "postgresql"])
def killable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Killable]:
    """A database of its own, with nothing in it."""
    if request.param == "sqlite":
        yield Killable(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'killed.db'}"), None)
        return
    with own_postgres() as postgres:
        yield Killable(postgres.url, postgres)
