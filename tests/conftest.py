"""Real parts for every test: both databases, the application, and the cast of the demo."""

from collections.abc import AsyncIterator, Iterator
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend.core.db import Database, metadata
from backend.core.vault import Vault
from backend.reactions import LIVE, REACTIONS
from tests.cast import Cast, company
from tests.faces import Faces, faces_over
from tests.postgres import running_postgres
from tests.tables import emptied
from tests.turns import DATABASES


@pytest.fixture(scope="session")
def postgres(worker_id: str) -> Iterator[sa.URL]:
    """An empty database of this worker's own on a real PostgreSQL."""
    with running_postgres(worker_id) as url:
        yield url


@pytest.fixture(scope="session", params=DATABASES)
async def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Database]:
    """One database of each kind per worker, its tables made from the models."""
    if request.param == "sqlite":
        url = sa.make_url(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('db') / 'test.db'}")
    else:
        url = request.getfixturevalue("postgres")
    info = {
        "reactions": REACTIONS,
        "live_kinds": LIVE,
        "vault": Vault("a secret of the tests"),
        "zone": ZoneInfo("Europe/Paris"),
    }
    database = Database(url, info=info)
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
async def database(engine: Database) -> AsyncIterator[Database]:
    """The database, empty before and after the test."""
    yield engine
    await emptied(engine)


@pytest.fixture
async def cast(database: Database) -> Cast:
    """Inès, Karim, Solène and the others in a small Télénova."""
    return await company(database)


@pytest.fixture
async def faces(cast: Cast, database: Database) -> AsyncIterator[Faces]:
    """Pages and GraphQL over the small Télénova."""
    faces = faces_over(cast, database)
    yield faces
    await faces.close()
