"""Composing an issue: begun, filled, written, talked over, handed on."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from backend import digests
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.digests.acting import on_issue, showing
from schema.digests.types import DigestIssue
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.transaction import transact


@strawberry.input(description="The month told, any day of it, and for whom: the whole company when left out.")
class ComposeDigestInput:
    month: date = strawberry.field(description="Any day of the month.")
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit it is for, with all below it."
    )
    idempotency_key: str | None = None


@strawberry.input
class GatherDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    idempotency_key: str | None = None


@strawberry.input(description="A move, or new words; what is left out stays.")
class EditDigestItemInput:
    number: int = strawberry.field(description="The issue's number.")
    item_id: strawberry.ID = strawberry.field(description="The item.")
    move: digests.Move | None = strawberry.field(default=None, description="What to do with it.")
    title_fr: str | None = strawberry.field(default=None, description="Its title in French.")
    title_en: str | None = strawberry.field(default=None, description="Its title in English.")
    summary_fr: str | None = strawberry.field(default=None, description="Its summary in French.")
    summary_en: str | None = strawberry.field(default=None, description="Its summary in English.")
    idempotency_key: str | None = None


@strawberry.input(description="What is left out stays.")
class WriteDigestHeadlineInput:
    number: int = strawberry.field(description="The issue's number.")
    fr: str | None = strawberry.field(default=None, description="In French.")
    en: str | None = strawberry.field(default=None, description="In English.")
    idempotency_key: str | None = None


@strawberry.input
class CommentDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    text: str = strawberry.field(description="The remark.")
    idempotency_key: str | None = None


@strawberry.input
class RequestReviewInput:
    number: int = strawberry.field(description="The issue's number.")
    idempotency_key: str | None = None


@strawberry.type
class ComposeDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class GatherDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class EditDigestItemSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class WriteDigestHeadlineSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class CommentDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class RequestReviewSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


ComposeDigestResult = Annotated[
    ComposeDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ComposeDigestResult"),
]
GatherDigestResult = Annotated[
    GatherDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("GatherDigestResult"),
]
EditDigestItemResult = Annotated[
    EditDigestItemSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("EditDigestItemResult"),
]
WriteDigestHeadlineResult = Annotated[
    WriteDigestHeadlineSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("WriteDigestHeadlineResult"),
]
CommentDigestResult = Annotated[
    CommentDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CommentDigestResult"),
]
RequestReviewResult = Annotated[
    RequestReviewSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RequestReviewResult"),
]


@strawberry.type
class ComposingMutation:
    @strawberry.mutation(description="Begin the issue of a month, with what every slice offers about it.")
    async def compose_digest(self, info: Info, input: ComposeDigestInput) -> ComposeDigestResult:
        async def act(session: Session, actor: Actor) -> UUID:
            unit = decode(input.org_unit_id, "OrgUnit", "org_unit_id") if input.org_unit_id else None
            given = checked(digests.ComposeInput, {"month": input.month, "org_unit_id": unit})
            return (await digests.compose(session, actor, given)).id

        return await transact(info, "digests", input, act, showing(ComposeDigestSuccess))

    @strawberry.mutation(description="Ask every slice again what it offers about the month.")
    async def gather_digest(self, info: Info, input: GatherDigestInput) -> GatherDigestResult:
        return await on_issue(info, input, digests.gather, GatherDigestSuccess)

    @strawberry.mutation(description="Choose, drop, move or rewrite an item. Any signature goes.")
    async def edit_digest_item(self, info: Info, input: EditDigestItemInput) -> EditDigestItemResult:
        async def act(session: Session, actor: Actor, issue: digests.Issue) -> object:
            given = checked(digests.ItemInput, vars(input))
            item_id = decode(input.item_id, "DigestItem", "item_id")
            return await digests.edit_item(session, actor, issue, item_id, given)

        return await on_issue(info, input, act, EditDigestItemSuccess)

    @strawberry.mutation(description="Say in a sentence what the month was. Any signature goes.")
    async def write_digest_headline(
        self, info: Info, input: WriteDigestHeadlineInput
    ) -> WriteDigestHeadlineResult:
        async def act(session: Session, actor: Actor, issue: digests.Issue) -> object:
            return await digests.write_headline(
                session, actor, issue, checked(digests.TextsInput, vars(input))
            )

        return await on_issue(info, input, act, WriteDigestHeadlineSuccess)

    @strawberry.mutation(description="Say something about an issue to those who make it.")
    async def comment_digest(self, info: Info, input: CommentDigestInput) -> CommentDigestResult:
        async def act(session: Session, actor: Actor, issue: digests.Issue) -> object:
            given = checked(digests.RemarkInput, vars(input))
            return await digests.comment(session, actor, issue, given)

        return await on_issue(info, input, act, CommentDigestSuccess)

    @strawberry.mutation(description="Hand a draft to its sponsor.")
    async def request_review(self, info: Info, input: RequestReviewInput) -> RequestReviewResult:
        return await on_issue(info, input, digests.request_review, RequestReviewSuccess)
