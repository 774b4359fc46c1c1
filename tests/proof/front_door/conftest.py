"""Télénova at its sizes, invented once for all proofs of a run that need it."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.faces import Faces
from tests.postgres import running_postgres
from tests.proof.circles.company import telenova

ANY_PACE = 10_000_000


class Companies(contextlib.AsyncExitStack):
    """Each is written when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.written: dict[tuple[str, int], Faces] = {}

    async def get(self, kind: str, people: int) -> Faces:
        """Pages and GraphQL over a Télénova on this kind of database."""
        if (kind, people) not in self.written:
            if kind == "sqlite":
                url = sa.make_url(f"sqlite+aiosqlite:///{self.folder / f'{people}.db'}")
            else:
                url = self.enter_context(running_postgres(f"door{people}"))
            self.written[kind, people] = await self.enter_async_context(
                telenova(url, people, calls_a_minute=ANY_PACE)
            )
        return self.written[kind, people]


@pytest.fixture(scope="session")
async def companies(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Companies]:
    async with Companies(tmp_path_factory.mktemp("companies")) as companies:
        yield companies
