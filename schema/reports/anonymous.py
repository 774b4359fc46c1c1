"""Reports of nobody: a pass for colleagues, sending without credentials, following by a code."""

from typing import Annotated

import strawberry

from backend import reports
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.reports.followed import followed
from schema.reports.places import placed
from schema.reports.types import Report
from schema.unsigned import know_nobody, unsigned


@strawberry.input(
    description="""To be sent without a token or a cookie. `pass` is today's `anonymousPass`, asked for apart.
`code` is made by the sender: twenty letters and figures or more, drawn at random."""
)
class SubmitAnonymousReportInput:
    pass_: str = strawberry.field(name="pass", description="What `anonymousPass` said, today or yesterday.")
    code: str = strawberry.field(description="The only way to follow the report: to be kept by its author.")
    kind: reports.Kind = strawberry.field(description="What kind of report it is.")
    title: str
    body: str = ""
    topic_id: strawberry.ID | None = None
    step_id: strawberry.ID | None = None
    handoff_id: strawberry.ID | None = None
    idempotency_key: str | None = strawberry.field(
        default=None, description="Of no use here: the same `code` twice is the same report."
    )


@strawberry.type
class SubmitAnonymousReportSuccess:
    report: Report


SubmitAnonymousReportResult = Annotated[
    SubmitAnonymousReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SubmitAnonymousReportResult"),
]


@strawberry.type
class AnonymousQuery:
    @strawberry.field(description="What lets an anonymous report through today, the same for everybody.")
    async def anonymous_pass(self, info: Info) -> str:
        info.context.caller("reports")
        return reports.day_pass(info.context.services.settings)

    @strawberry.field(
        description="""The anonymous report of a follow-up code, for its author: refused with
credentials. Null for another code."""
    )
    async def anonymous_report(
        self, info: Info, code: Annotated[str, strawberry.argument(description="The follow-up code.")]
    ) -> Report | None:
        know_nobody(info.context)
        return await followed(info.context, code)


@strawberry.type
class AnonymousMutation:
    @strawberry.mutation(description="Send a report that stores nobody; only its code finds it again.")
    async def submit_anonymous_report(
        self, info: Info, input: SubmitAnonymousReportInput
    ) -> SubmitAnonymousReportResult:
        async def act(session: Session) -> str:
            reports.check_pass(info.context.services.settings, input.pass_)
            given = checked(reports.ReportInput, placed(strawberry.asdict(input)))
            await reports.submit_anonymous(session, given, input.code)
            return input.code

        async def show(context: Context, code: str) -> SubmitAnonymousReportSuccess:
            return SubmitAnonymousReportSuccess(report=await followed(context, code))

        return await unsigned(info, act, show)
