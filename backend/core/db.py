"""The database: engines, units of work, and the column shapes every table shares."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from enum import StrEnum
from functools import cache, wraps
from typing import Any, TypeVar, cast, overload

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlmodel import SQLModel

from backend.core.engines import AT_HAND, postgresql_engines, prepare_sqlite, sqlite_engines
from backend.core.errors import ChangedMeanwhile
from backend.core.live import Hub
from backend.core.races import lost_a_race

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata
Result = TypeVar("Result")
Method = TypeVar("Method", bound=Callable[..., Any])

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def enum_type(enum: type[StrEnum], name: str) -> sa.Enum:
    """A text column held to the enum's values by a CHECK constraint, the same on both databases."""
    return sa.Enum(
        enum,
        native_enum=False,
        length=32,
        create_constraint=True,
        name=name,
        values_callable=lambda e: [member.value for member in e],
    )


def folded(length: int) -> sa.types.TypeEngine[str]:
    """A column of folded text, compared byte by byte on both databases.

    So both keep one order, and a range of it is a prefix, whatever the language of the database.
    """
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def table(model: type[SQLModel]) -> sa.Table:
    """The table behind a model, for set-based statements: `CIRCLES.c.slug == slug` is typed, and Core."""
    found = sa.inspect(model).local_table
    assert isinstance(found, sa.Table)
    return found


@cache
def alias_of(target: sa.Table, name: str) -> sa.FromClause:
    """A table once more in a statement, under another name.

    Made once: the copies of its columns take longer to make than most statements take to run.
    """
    return target.alias(name)


def _in_turn(method: Method) -> Method:
    """The same method of a session, which begins once the session does nothing else."""

    @wraps(method)
    async def waiting(session: "Session", *args: Any, **given: Any) -> Any:
        async with session.turn:
            return await method(session, *args, **given)

    return cast(Method, waiting)


class Session(AsyncSession):
    """A session that runs one statement at a time, whatever runs concurrently above it.

    Concurrent GraphQL resolvers share their request's session, and a connection serves one statement.
    Values of the composition root that verbs need, such as the reaction table, travel in `info`, and under
    "database" the database itself, for the few that must commit on their own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turn = asyncio.Lock()

    async def execute(self, *args: Any, **kwargs: Any) -> Any:
        # A `Result` would have no `rowcount`, which every statement that changes rows does have.
        async with self.turn:
            return await super().execute(*args, **kwargs)

    @overload
    async def scalar(
        self, statement: TypedReturnsRows[Result], *args: Any, **kwargs: Any
    ) -> Result | None: ...
    @overload
    async def scalar(self, statement: sa.Executable, *args: Any, **kwargs: Any) -> Any: ...
    async def scalar(self, statement: sa.Executable, *args: Any, **kwargs: Any) -> Any:
        async with self.turn:
            return await super().scalar(statement, *args, **kwargs)

    get = _in_turn(AsyncSession.get)
    get_one = _in_turn(AsyncSession.get_one)
    refresh = _in_turn(AsyncSession.refresh)
    flush = _in_turn(AsyncSession.flush)


class Database:
    """Reads and writes over one database, by separate engines.

    What a statement holds stays out of errors, and so out of logs and of failed jobs.

    On SQLite one writer at a time waits in a fair queue in this process and takes the write lock at BEGIN, so
    it never fails half-way; readers are never held up.
    """

    def __init__(self, url: sa.URL, info: Mapping[str, Any] | None = None) -> None:
        self.url = url
        self.live = Hub(url)
        self.info = {**(info or {}), "database": self, "live": self.live}
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._writer = asyncio.Lock()
        self._sqlite: sqlite3.Connection | None = None
        made = sqlite_engines if self.is_sqlite else postgresql_engines
        self.reader, self.writer = made(url)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """A session for queries, each of which sees what is committed as it begins; none may write."""
        async with Session(self.reader, expire_on_commit=False, autoflush=False, info=self.info) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Session]:
        """A unit of work; rolled back unless the caller commits.

        Errors: ChangedMeanwhile, when the database settled a race against this one.
        """
        turn = self._writer if self.is_sqlite else contextlib.nullcontext()
        try:
            async with turn, Session(self.writer, expire_on_commit=False, info=self.info) as session:
                yield session
        except sa.exc.DBAPIError as error:
            if not lost_a_race(error):
                raise
            raise ChangedMeanwhile from error

    async def in_one_visit(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """A unit of work on SQLite in a thread's single visit, for the hottest writes; durable on return.

        Whoever gives up waiting still waits for the thread, which goes on: its turn ends with it.
        """
        async with self._writer:
            visit = asyncio.get_running_loop().run_in_executor(None, self._visit, work)
            try:
                return await asyncio.shield(visit)
            except asyncio.CancelledError:
                while not visit.done():
                    with contextlib.suppress(asyncio.CancelledError):
                        await asyncio.wait([visit])
                raise

    def _visit(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        if self._sqlite is None:
            # Its turns are taken one after the other, though not always by the same thread.
            self._sqlite = sqlite3.connect(
                str(self.url.database), isolation_level=None, check_same_thread=False
            )
            prepare_sqlite(self._sqlite, AT_HAND)
        self._sqlite.execute("BEGIN IMMEDIATE")
        with self._sqlite:
            return work(self._sqlite)

    async def close(self) -> None:
        """Give every connection back."""
        if self._sqlite is not None:
            self._sqlite.close()
        await self.reader.dispose()
        await self.writer.dispose()
