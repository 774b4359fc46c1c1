"""Reading issues: those of the caller's part of the company, and those they make."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import digests
from backend.core.actor import Actor
from backend.core.listing import Page
from schema.context import Context, Info
from schema.digests.types import DigestIssue, issue_node
from schema.node import finds
from schema.pages import Connection, connection


@strawberry.type
class DigestsRead:
    @strawberry.field(description="Issues of the digest that the caller may see, the newest first.")
    async def digest_issues(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[DigestIssue]:
        context = info.context
        actor = context.caller("digests")
        listing = await digests.visible_issues(context.session, actor, Page(first, after))
        return connection(listing, lambda row: issue_node(context, row))

    @strawberry.field(description="The issue with this number; null where there is none for the caller.")
    async def digest_issue(
        self, info: Info, number: Annotated[int, strawberry.argument(description="The issue's number.")]
    ) -> DigestIssue | None:
        context = info.context
        actor = context.caller("digests")
        issue = await digests.get_issue(context.session, actor, number)
        return issue_node(context, await digests.issue_row(context.session, actor, issue.id))


@finds("DigestIssue", "digests")
async def _issues(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await digests.issues_by_ids(context.session, actor, ids)
    return {key: issue_node(context, row) for key, row in rows.items()}
