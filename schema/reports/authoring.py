"""What the author of a report does: sending it, completing it, answering, contesting."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import reports
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.reports.acting import BY_NUMBER_OR_CODE, CODE, on_own_report, on_report, showing
from schema.reports.places import placed
from schema.reports.types import Report
from schema.transaction import transact


@strawberry.input(
    description="A kind and a title of one sentence are enough. Anonymous reports have a door of their own."
)
class SubmitReportInput:
    kind: reports.Kind = strawberry.field(description="What kind of report it is.")
    title: str
    body: str = ""
    signature: reports.Signature = strawberry.field(
        default=reports.Signature.NAME, description="How to sign it."
    )
    pseudonym: str = strawberry.field(default="", description="The name to sign with.")
    topic_id: strawberry.ID | None = None
    step_id: strawberry.ID | None = None
    handoff_id: strawberry.ID | None = None
    idempotency_key: str | None = None


@strawberry.input(description="What is left out stays as it is.")
class CompleteReportInput:
    number: int = strawberry.field(description="The report's public number.")
    title: str | None = None
    body: str | None = None
    tags: list[str] | None = strawberry.field(default=None, description="Words to put on it.")
    topic_id: strawberry.ID | None = None
    step_id: strawberry.ID | None = None
    handoff_id: strawberry.ID | None = None
    idempotency_key: str | None = None


@strawberry.input(description=BY_NUMBER_OR_CODE)
class AnswerAsAuthorInput:
    text: str = strawberry.field(description="The answer.")
    number: int | None = strawberry.field(default=None, description="The report's public number.")
    code: str | None = strawberry.field(default=None, description=CODE)
    idempotency_key: str | None = None


@strawberry.input(description=BY_NUMBER_OR_CODE)
class ContestDeliveryInput:
    text: str = strawberry.field(description="What is not as promised.")
    number: int | None = strawberry.field(default=None, description="The report's public number.")
    code: str | None = strawberry.field(default=None, description=CODE)
    idempotency_key: str | None = None


@strawberry.type
class SubmitReportSuccess:
    report: Report


@strawberry.type
class CompleteReportSuccess:
    report: Report


@strawberry.type
class AnswerAsAuthorSuccess:
    report: Report


@strawberry.type
class ContestDeliverySuccess:
    report: Report


SubmitReportResult = Annotated[
    SubmitReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SubmitReportResult"),
]
CompleteReportResult = Annotated[
    CompleteReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CompleteReportResult"),
]
AnswerAsAuthorResult = Annotated[
    AnswerAsAuthorSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AnswerAsAuthorResult"),
]
ContestDeliveryResult = Annotated[
    ContestDeliverySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ContestDeliveryResult"),
]


@strawberry.type
class AuthoringMutation:
    @strawberry.mutation(description="Send a report, signed by name or by pseudonym.")
    async def submit_report(self, info: Info, input: SubmitReportInput) -> SubmitReportResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = checked(reports.ReportInput, placed(strawberry.asdict(input)))
            return (await reports.submit(session, actor, given)).id

        return await transact(info, "reports", input, act, showing(SubmitReportSuccess))

    @strawberry.mutation(description="Add to a report what was left out of it; for its author.")
    async def complete_report(self, info: Info, input: CompleteReportInput) -> CompleteReportResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            report = standing.report
            kept = {name: getattr(report, name) for name in reports.CompletionInput.model_fields}
            changes = {k: v for k, v in placed(strawberry.asdict(input)).items() if v is not None}
            given = checked(reports.CompletionInput, kept | changes)
            return await reports.complete(session, standing, given)

        return await on_report(info, input, act, CompleteReportSuccess)

    @strawberry.mutation(description="Answer what those who answer asked: the clock runs again.")
    async def answer_as_author(self, info: Info, input: AnswerAsAuthorInput) -> AnswerAsAuthorResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            given = checked(reports.TextInput, {"text": input.text})
            return await reports.answer_as_author(session, standing, given)

        return await on_own_report(info, input, act, AnswerAsAuthorSuccess)

    @strawberry.mutation(description="Say, once, that a delivery is not what was promised; for its author.")
    async def contest_delivery(self, info: Info, input: ContestDeliveryInput) -> ContestDeliveryResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            given = checked(reports.TextInput, {"text": input.text})
            return await reports.contest(session, standing, given)

        return await on_own_report(info, input, act, ContestDeliverySuccess)
