"""Sending an issue: planned, paused, resumed, given up."""

from datetime import datetime
from typing import Annotated

import strawberry

from backend import digests
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.digests.acting import on_issue
from schema.digests.types import DigestIssue
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError


@strawberry.input
class ScheduleDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    at: datetime | None = strawberry.field(
        default=None, description="When, on the caller's clocks unless it has an offset; at once for null."
    )
    idempotency_key: str | None = None


@strawberry.input
class PauseDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    idempotency_key: str | None = None


@strawberry.input
class ResumeDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    idempotency_key: str | None = None


@strawberry.input
class CancelDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    idempotency_key: str | None = None


@strawberry.type
class ScheduleDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class PauseDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class ResumeDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class CancelDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


ScheduleDigestResult = Annotated[
    ScheduleDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ScheduleDigestResult"),
]
PauseDigestResult = Annotated[
    PauseDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PauseDigestResult"),
]
ResumeDigestResult = Annotated[
    ResumeDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ResumeDigestResult"),
]
CancelDigestResult = Annotated[
    CancelDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CancelDigestResult"),
]


@strawberry.type
class SendingMutation:
    @strawberry.mutation(description="Send a signed issue at a moment, or at once.")
    async def schedule_digest(self, info: Info, input: ScheduleDigestInput) -> ScheduleDigestResult:
        async def act(session: Session, actor: Actor, issue: digests.Issue) -> object:
            given = checked(digests.ScheduleInput, vars(input))
            return await digests.schedule(session, actor, issue, given)

        return await on_issue(info, input, act, ScheduleDigestSuccess)

    @strawberry.mutation(description="Stop sending for now.")
    async def pause_digest(self, info: Info, input: PauseDigestInput) -> PauseDigestResult:
        return await on_issue(info, input, digests.pause, PauseDigestSuccess)

    @strawberry.mutation(description="Go on where it stopped.")
    async def resume_digest(self, info: Info, input: ResumeDigestInput) -> ResumeDigestResult:
        return await on_issue(info, input, digests.resume, ResumeDigestSuccess)

    @strawberry.mutation(description="Give an issue up, even while it leaves.")
    async def cancel_digest(self, info: Info, input: CancelDigestInput) -> CancelDigestResult:
        return await on_issue(info, input, digests.cancel, CancelDigestSuccess)
