"""What those who answer do: the official response, the status, a question, a note, whose it is."""

from datetime import date
from typing import Annotated

import strawberry

from backend import reports
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, named
from schema.ids import decode
from schema.reports.acting import on_report
from schema.reports.types import Report


@strawberry.input(
    description="The three parts of an official response; `promise` and `dueOn` commit the caller."
)
class RespondToReportInput:
    number: int = strawberry.field(description="The report's public number.")
    doing: str = strawberry.field(description="What we do.")
    not_doing: str = strawberry.field(default="", description="What we don't do; the first response says it.")
    when: str = strawberry.field(default="", description="When; the first response says it.")
    accept: bool = strawberry.field(default=False, description="Whether to accept the report as well.")
    promise: str = strawberry.field(default="", description="What the caller promises.")
    due_on: date | None = strawberry.field(default=None, description="For which day.")
    idempotency_key: str | None = None


@strawberry.input(description="Declining asks for a reason, delivering for evidence.")
class ChangeReportStatusInput:
    number: int = strawberry.field(description="The report's public number.")
    status: reports.Status = strawberry.field(description="The status to take it to.")
    reason: str = strawberry.field(default="", description="Why not, where it is declined.")
    evidence: str = strawberry.field(default="", description="What shows that it is delivered.")
    verify_on: date | None = strawberry.field(
        default=None, description="From when its voters are asked whether it holds."
    )
    idempotency_key: str | None = None


@strawberry.input
class AskAuthorInput:
    number: int = strawberry.field(description="The report's public number.")
    text: str = strawberry.field(description="The question.")
    idempotency_key: str | None = None


@strawberry.input
class NoteOnReportInput:
    number: int = strawberry.field(description="The report's public number.")
    text: str = strawberry.field(description="The note.")
    idempotency_key: str | None = None


@strawberry.input
class AssignReportInput:
    number: int = strawberry.field(description="The report's public number.")
    topic_id: strawberry.ID = strawberry.field(description="The topic it goes to.")
    idempotency_key: str | None = None


@strawberry.type
class RespondToReportSuccess:
    report: Report


@strawberry.type
class ChangeReportStatusSuccess:
    report: Report


@strawberry.type
class AskAuthorSuccess:
    report: Report


@strawberry.type
class NoteOnReportSuccess:
    report: Report


@strawberry.type
class AssignReportSuccess:
    report: Report


RespondToReportResult = Annotated[
    RespondToReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RespondToReportResult"),
]
ChangeReportStatusResult = Annotated[
    ChangeReportStatusSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ChangeReportStatusResult"),
]
AskAuthorResult = Annotated[
    AskAuthorSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AskAuthorResult"),
]
NoteOnReportResult = Annotated[
    NoteOnReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("NoteOnReportResult"),
]
AssignReportResult = Annotated[
    AssignReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AssignReportResult"),
]


@strawberry.type
class AnsweringMutation:
    @strawberry.mutation(
        description="Answer officially, or add a dated entry to the response; the first ends the clock."
    )
    async def respond_to_report(self, info: Info, input: RespondToReportInput) -> RespondToReportResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            values = strawberry.asdict(input)
            with named(by_when="when"):
                given = checked(reports.ResponseInput, {**values, "by_when": input.when})
                return await reports.respond(session, standing, given)

        return await on_report(info, input, act, RespondToReportSuccess)

    @strawberry.mutation(description="Take a report to another status.")
    async def change_report_status(
        self, info: Info, input: ChangeReportStatusInput
    ) -> ChangeReportStatusResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            given = checked(reports.StatusInput, strawberry.asdict(input))
            return await reports.change_status(session, standing, given)

        return await on_report(info, input, act, ChangeReportStatusSuccess)

    @strawberry.mutation(description="Ask the author for more: the clock stops until the answer.")
    async def ask_author(self, info: Info, input: AskAuthorInput) -> AskAuthorResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            given = checked(reports.TextInput, {"text": input.text})
            return await reports.ask_author(session, standing, given)

        return await on_report(info, input, act, AskAuthorSuccess)

    @strawberry.mutation(description="Write a note that only those who answer see.")
    async def note_on_report(self, info: Info, input: NoteOnReportInput) -> NoteOnReportResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            given = checked(reports.TextInput, {"text": input.text})
            return await reports.add_note(session, standing, given)

        return await on_report(info, input, act, NoteOnReportSuccess)

    @strawberry.mutation(description="Hand a report to those who answer for another topic.")
    async def assign_report(self, info: Info, input: AssignReportInput) -> AssignReportResult:
        async def act(session: Session, standing: reports.Standing) -> object:
            topic_id = decode(input.topic_id, "Topic", "topic_id")
            return await reports.assign(session, standing, topic_id)

        return await on_report(info, input, act, AssignReportSuccess)
