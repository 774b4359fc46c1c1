"""What a resolver works with: who is calling, and the operation's reading session."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import strawberry
from strawberry.dataloader import DataLoader
from strawberry.types.info import Info as StrawberryInfo

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.i18n import Translator
from backend.services import Services

Key = TypeVar("Key")
Row = TypeVar("Row")
Load = Callable[[list[Key]], Awaitable[Sequence[Row]]]


@dataclass
class Context:
    """One operation. `session` is opened by `ReadingSession`; mutations open their own unit of work."""

    services: Services
    actor: Actor | None
    locale: str
    _loaders: dict[str, DataLoader[Any, Any]] = field(default_factory=dict)
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    """What an unexpected error is called, in the answer and in the log."""
    _session: Session | None = None

    @property
    def session(self) -> Session:
        assert self._session is not None
        return self._session

    @property
    def translator(self) -> Translator:
        return self.services.catalogues.translator(self.locale)

    def caller(self, slice_name: str, access: str = "read") -> Actor:
        """The calling person. Errors: NotSignedIn, ScopeMissing(scope) where the token is too narrow."""
        if self.actor is None:
            raise identity.NotSignedIn
        identity.require_scope(self.actor, slice_name, access)
        return self.actor

    def loader(self, name: str, load: Load[Key, Row]) -> DataLoader[Key, Row]:
        """The operation's loader of this name: it gathers the keys asked for, and calls `load` once for all.

        `load` is kept from the first call; it answers a row for each key, in order.
        """
        if name not in self._loaders:
            self._loaders[name] = DataLoader(load_fn=load)
        return self._loaders[name]


Info = StrawberryInfo[Context, None]


class ReadingSession(strawberry.extensions.SchemaExtension):
    """Opens the operation's reading session, and rolls it back at the end."""

    async def on_operation(self) -> AsyncIterator[None]:
        context: Context = self.execution_context.context
        async with context.services.database.reading() as session:
            context._session = session
            yield


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Input values as Pydantic takes them: what was left out stays out."""
    return {key: value for key, value in values.items() if value is not strawberry.UNSET}
