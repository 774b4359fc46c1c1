"""What a resolver works with: who is calling, and the operation's reading session."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import strawberry
from strawberry.types.info import Info as StrawberryInfo

from backend import identity
from backend.core import logs
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import Conflict
from backend.core.i18n import Translator
from backend.services import Services

SECONDS = 5
"""How long an operation may take before it writes, again after each commit, and for each event it tells."""


class TooSlow(Conflict):
    """The operation took more than `most` seconds: it was given up, and wrote nothing."""


class CutShort(Conflict):
    """The operation took more than `most` seconds after it had written: what it wrote stays."""


@dataclass
class Context:
    """One operation. `session` is opened by `ReadingSession`; mutations open their own unit of work."""

    services: Services
    actor: Actor | None
    locale: str
    """The language, `fr` or `en`."""
    loaders: dict[str, Any] = field(default_factory=dict)
    request_id: str = field(default_factory=logs.request_id)
    """What an unexpected error is called, in the answer and in the log."""
    pace: str = ""
    """What the caller's calls are counted by; a stranger's, by their address."""
    cost: int | None = None
    """What the operation was measured to cost, once it is parsed; see `limits`."""
    leaves_no_trace: bool = False
    """Whether nothing notes that the caller was here, as when a survey is answered."""
    again: Callable[[], Awaitable[Actor | None]] | None = None
    """Who is calling, looked up anew: a subscription asks before each of its answers."""
    limit: asyncio.Timeout | None = None
    """What gives the operation up when it takes too long."""
    wrote: bool = False
    """Whether something was committed."""
    _session: Session | None = None

    def leave_no_trace(self) -> None:
        """Note nothing of this operation, neither in the database nor in the log."""
        self.leaves_no_trace = True
        logs.hush()

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Around a commit: the operation is not given up meanwhile, so that whoever is told "too slow" knows
        that nothing was written; then it has its seconds again. Each commit after the first counts as a call
        more: one document may write dozens of times."""
        self.stop_clock()
        if self.wrote:
            self.charge(1)
        try:
            yield
            self.wrote = True
        finally:
            self.start_clock()

    def start_clock(self) -> None:
        """Give the operation up in SECONDS from now."""
        if self.limit is not None:
            self.limit.reschedule(asyncio.get_running_loop().time() + SECONDS)

    def stop_clock(self) -> None:
        """Do not give it up while it waits, or commits. Errors: TooSlow, CutShort: it is late already."""
        if self.limit is not None:
            if self.limit.expired():
                raise self.too_slow()
            self.limit.reschedule(None)

    def too_slow(self) -> Conflict:
        """What to refuse an operation with that was given up."""
        return CutShort(most=SECONDS) if self.wrote else TooSlow(most=SECONDS)

    @property
    def session(self) -> Session:
        assert self._session is not None
        return self._session

    def charge(self, calls: float) -> None:
        """Count what is dear as so many calls more: the caller may have to wait before the next."""
        self.services.calls.charge(self.pace, calls)

    @property
    def translator(self) -> Translator:
        return self.services.catalogues.translator(self.locale)

    def caller(self, slice_name: str, access: str = "read") -> Actor:
        """The calling person. Errors: NotSignedIn, ScopeMissing(scope) where the token is too narrow."""
        if self.actor is None:
            raise identity.NotSignedIn
        identity.require_scope(self.actor, slice_name, access)
        return self.actor


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
