"""Real parts for every test: both databases, the application, and the cast of the demo."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck

from backend.core.db import Database, metadata
from backend.core.vault import Vault
from backend.reactions import LIVE, REACTIONS
from backend.settings import Settings
from tests.cast import Cast, company
from tests.faces import Faces, faces_over
from tests.postgres import running_postgres
from tests.tables import emptied
from tests.turns import DATABASES

# The same examples in every run, however busy the machine: what one run finds, the next one finds too.
hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_this_machine() -> Iterator[None]:
    """Tests read the settings that they give: neither the developer's `.env` nor the shell's variables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Settings.model_config, "env_file", None)
        for name in Settings.model_fields:
            patch.delenv(f"DIAPASON_{name.upper()}", raising=False)
        yield


class Engines(contextlib.AsyncExitStack):
    """The databases of this worker by kind, each opened when it is first asked for.

    They outlive `engine`, which pytest makes anew whenever one test's parameter is not the next one's.
    """

    def __init__(self, folder: Path, worker: str) -> None:
        super().__init__()
        self.folder = folder
        self.worker = worker
        self.opened: dict[str, Database] = {}

    async def get(self, kind: str) -> Database:
        if kind not in self.opened:
            if kind == "sqlite":
                url = sa.make_url(f"sqlite+aiosqlite:///{self.folder / 'test.db'}")
            else:
                url = self.enter_context(running_postgres(self.worker))
            self.opened[kind] = await opened(url)
            self.push_async_callback(self.opened[kind].close)
        return self.opened[kind]


@pytest.fixture(scope="session")
async def engines(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> AsyncIterator[Engines]:
    async with Engines(tmp_path_factory.mktemp("db"), worker_id) as engines:
        yield engines


@pytest.fixture(scope="session", params=DATABASES)
async def engine(request: pytest.FixtureRequest, engines: Engines) -> Database:
    """One database of each kind per worker, its tables made from the models."""
    return await engines.get(request.param)


async def opened(url: sa.URL) -> Database:
    """An empty database with what the application's own would know."""
    info = {
        "reactions": REACTIONS,
        "live_kinds": LIVE,
        "vault": Vault("a secret of the tests"),
        "zone": ZoneInfo("Europe/Paris"),
    }
    database = Database(url, info=info)
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    return database


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
