"""Reports that say the same, and what becomes a report: an irritant of a journey, the idea of a debrief."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import identity, journeys, lineage, reports
from backend.core.actor import Actor
from backend.core.db import Session
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.reports.acting import showing
from schema.reports.types import Report
from schema.transaction import transact


@strawberry.input(description="`number` is merged into the report `into`.")
class MergeReportsInput:
    number: int = strawberry.field(description="The public number of the report to merge.")
    into: int = strawberry.field(description="The number of the report that says the same.")
    idempotency_key: str | None = None


@strawberry.input
class UnmergeReportInput:
    number: int = strawberry.field(description="The report's public number.")
    idempotency_key: str | None = None


@strawberry.input(description="An irritant of a journey; `title` is its own words when left out.")
class PromoteIrritantInput:
    irritant_id: strawberry.ID = strawberry.field(description="The irritant.")
    title: str = ""
    idempotency_key: str | None = None


@strawberry.input(description="The idea of a debrief; `title` is its own words when left out.")
class PromoteIdeaInput:
    debrief_id: strawberry.ID = strawberry.field(description="The debrief that tells it.")
    title: str = ""
    idempotency_key: str | None = None


@strawberry.type
class MergeReportsSuccess:
    report: Report


@strawberry.type
class UnmergeReportSuccess:
    report: Report


@strawberry.type
class PromoteIrritantSuccess:
    report: Report


@strawberry.type
class PromoteIdeaSuccess:
    report: Report


MergeReportsResult = Annotated[
    MergeReportsSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("MergeReportsResult"),
]
UnmergeReportResult = Annotated[
    UnmergeReportSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("UnmergeReportResult"),
]
PromoteIrritantResult = Annotated[
    PromoteIrritantSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PromoteIrritantResult"),
]
PromoteIdeaResult = Annotated[
    PromoteIdeaSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PromoteIdeaResult"),
]


@strawberry.type
class TriageMutation:
    @strawberry.mutation(
        description="Merge a report with one that says the same: voices and followers go there, once each."
    )
    async def merge_reports(self, info: Info, input: MergeReportsInput) -> MergeReportsResult:
        async def act(session: Session, actor: Actor) -> UUID:
            report = await reports.get_report(session, actor, input.number)
            into = await reports.get_report(session, actor, input.into)
            return (await reports.merge(session, actor, report, into)).id

        return await transact(info, "reports", input, act, showing(MergeReportsSuccess))

    @strawberry.mutation(description="Take a merged report out again, with what it brought.")
    async def unmerge_report(self, info: Info, input: UnmergeReportInput) -> UnmergeReportResult:
        async def act(session: Session, actor: Actor) -> UUID:
            report = await reports.get_report(session, actor, input.number)
            return (await reports.unmerge(session, actor, report)).id

        return await transact(info, "reports", input, act, showing(UnmergeReportSuccess))

    @strawberry.mutation(
        description="Send an irritant of a customer journey on as a report, which is owed an answer. A token "
        "needs the scope `journeys:write` too."
    )
    async def promote_irritant(self, info: Info, input: PromoteIrritantInput) -> PromoteIrritantResult:
        async def act(session: Session, actor: Actor) -> UUID:
            irritant_id = decode(input.irritant_id, "Irritant", "irritant_id")
            identity.require_scope(actor, "journeys", "write")
            irritant = await journeys.get_irritant(session, irritant_id)
            return (await lineage.promote_irritant(session, actor, irritant, input.title)).id

        return await transact(info, "reports", input, act, showing(PromoteIrritantSuccess))

    @strawberry.mutation(
        description="Send the idea of a debrief on as a report, which is owed an answer. A token needs the "
        "scope `immersions:read` too."
    )
    async def promote_idea(self, info: Info, input: PromoteIdeaInput) -> PromoteIdeaResult:
        async def act(session: Session, actor: Actor) -> UUID:
            debrief_id = decode(input.debrief_id, "Debrief", "debrief_id")
            identity.require_scope(actor, "immersions", "read")
            return (await lineage.promote_idea(session, actor, debrief_id, input.title)).id

        return await transact(info, "reports", input, act, showing(PromoteIdeaSuccess))
