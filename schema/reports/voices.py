"""Voices, following, comments: what anybody does under a report."""

from typing import Annotated

import strawberry

from backend import reports
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.reports.acting import on_report
from schema.reports.types import Report


@strawberry.input
class VoteForReportInput:
    number: int = strawberry.field(description="The report's public number.")
    idempotency_key: str | None = None


@strawberry.input
class WithdrawVoteInput:
    number: int = strawberry.field(description="The report's public number.")
    idempotency_key: str | None = None


@strawberry.input
class FollowReportInput:
    number: int = strawberry.field(description="The report's public number.")
    following: bool = strawberry.field(default=True, description="Whether to be told.")
    idempotency_key: str | None = None


@strawberry.input
class CommentOnReportInput:
    number: int = strawberry.field(description="The report's public number.")
    text: str = strawberry.field(description="The comment.")
    idempotency_key: str | None = None


@strawberry.input
class VerifyDeliveryInput:
    number: int = strawberry.field(description="The report's public number.")
    holds: bool = strawberry.field(description="Whether it is really there.")
    idempotency_key: str | None = None


@strawberry.type
class VoteForReportSuccess:
    report: Report


@strawberry.type
class WithdrawVoteSuccess:
    report: Report


@strawberry.type
class FollowReportSuccess:
    report: Report


@strawberry.type
class CommentOnReportSuccess:
    report: Report


@strawberry.type
class VerifyDeliverySuccess:
    report: Report


VoteForReportResult = Annotated[
    VoteForReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("VoteForReportResult"),
]
WithdrawVoteResult = Annotated[
    WithdrawVoteSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("WithdrawVoteResult"),
]
FollowReportResult = Annotated[
    FollowReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("FollowReportResult"),
]
CommentOnReportResult = Annotated[
    CommentOnReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CommentOnReportResult"),
]
VerifyDeliveryResult = Annotated[
    VerifyDeliverySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("VerifyDeliveryResult"),
]


@strawberry.type
class VoicesMutation:
    @strawberry.mutation(description="Say it too; one voice a person, which follows the report.")
    async def vote_for_report(self, info: Info, input: VoteForReportInput) -> VoteForReportResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            return await reports.vote(session, standing)

        return await on_report(info, input, act, VoteForReportSuccess)

    @strawberry.mutation(description="Take the voice back.")
    async def withdraw_vote(self, info: Info, input: WithdrawVoteInput) -> WithdrawVoteResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            return await reports.withdraw(session, standing)

        return await on_report(info, input, act, WithdrawVoteSuccess)

    @strawberry.mutation(description="Be told of every change, or no longer.")
    async def follow_report(self, info: Info, input: FollowReportInput) -> FollowReportResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            return await reports.follow(session, standing, input.following)

        return await on_report(info, input, act, FollowReportSuccess)

    @strawberry.mutation(description="Say something under a report.")
    async def comment_on_report(self, info: Info, input: CommentOnReportInput) -> CommentOnReportResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            given = checked(reports.TextInput, {"text": input.text})
            return await reports.comment(session, standing, given)

        return await on_report(info, input, act, CommentOnReportSuccess)

    @strawberry.mutation(
        description="Say, as one of its voters, whether a delivery holds; five who say so make it kept."
    )
    async def verify_delivery(self, info: Info, input: VerifyDeliveryInput) -> VerifyDeliveryResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            return await reports.verify_delivery(session, standing, input.holds)

        return await on_report(info, input, act, VerifyDeliverySuccess)
