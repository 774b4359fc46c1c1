"""What mutations of an issue share: find it by its number, act, answer with the issue read again."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from uuid import UUID

from backend import digests
from backend.core.actor import Actor
from backend.core.db import Session
from schema.context import Context, Info
from schema.digests.types import DigestIssue, issue_node
from schema.errors import Refusal
from schema.transaction import Keyed, transact

Success = TypeVar("Success")
Made = TypeVar("Made", covariant=True)
Verb = Callable[[Session, Actor, digests.Issue], Awaitable[object]]


class Succeeding(Protocol[Made]):
    """A mutation's success, which holds the issue."""

    def __call__(self, *, issue: DigestIssue) -> Made: ...


class OnIssue(Keyed, Protocol):
    """An input that names an issue by its number."""

    number: int


async def on_issue(info: Info, given: OnIssue, verb: Verb, success: Succeeding[Success]) -> Success | Refusal:
    """Run `verb` on the issue `given.number` in a unit of work; answer `success(issue)` or a refusal."""

    async def act(session: Session, actor: Actor) -> UUID:
        issue = await digests.get_issue(session, actor, given.number)
        await verb(session, actor, issue)
        return issue.id

    return await transact(info, "digests", given, act, showing(success))


def showing(success: Succeeding[Success]) -> Callable[[Context, Actor, UUID], Awaitable[Success]]:
    """Reads the issue again as the success."""

    async def show(context: Context, actor: Actor, issue_id: UUID) -> Success:
        row = await digests.issue_row(context.session, actor, issue_id)
        return success(issue=issue_node(context, row))

    return show
