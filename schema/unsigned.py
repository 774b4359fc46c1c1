"""What knows nobody: sent without credentials, it leaves no trace of who sent it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from backend.core.db import Session
from backend.core.errors import DomainError, Forbidden
from schema.context import Context, Info
from schema.errors import Refusal, as_refusal

Success = TypeVar("Success")
Known = TypeVar("Known")


class CredentialsSent(Forbidden):
    """It came with a token or a session, which would tell who sent it: nothing was kept."""


def know_nobody(context: Context) -> None:
    """Leave no trace of this operation. Errors: CredentialsSent."""
    context.leave_no_trace()
    if context.actor is not None:
        raise CredentialsSent


async def unsigned(
    info: Info,
    act: Callable[[Session], Awaitable[Known]],
    show: Callable[[Context, Known], Awaitable[Success]],
) -> Success | Refusal:
    """Run `act` in a unit of work that no person is behind, and answer with `show`."""
    context = info.context
    try:
        know_nobody(context)
        async with context.services.database.writing() as session:
            changed = await act(session)
            with context.committing():
                await session.commit()
        await context.session.rollback()
        context.loaders.clear()
        return await show(context, changed)
    except DomainError as error:
        return as_refusal(context.translator, error)
