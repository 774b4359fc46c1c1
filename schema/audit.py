"""What happened, and the jobs that failed for good: for administrators."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID
from strawberry.scalars import JSON

from backend import audit, jobs
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Page
from schema.context import Context, Info
from schema.directory import Person
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection
from schema.transaction import transact

strawberry.enum(jobs.JobStatus, description="How far a promised job is.")


@strawberry.type(description="Something that was done, by whom, to what.")
class AuditEvent(Node):
    id: NodeID[UUID]
    name: str = strawberry.field(description="What was done, such as `role.granted`.")
    occurred_at: datetime = strawberry.field(description="When, in UTC.")
    actor: Person | None = strawberry.field(
        description="Who did it; null for Diapason itself, and where a pseudonym signs."
    )
    subject_kind: str = strawberry.field(description="The kind of thing it was done to.")
    subject_id: strawberry.ID | None = strawberry.field(description="The thing's own identifier, a UUID.")
    details: JSON = strawberry.field(description="Facts about it; never a person's anonymous words.")


@strawberry.type(description="Work promised by an event: a mail to send, a place to give.")
class Job(Node):
    id: NodeID[UUID]
    name: str = strawberry.field(description="What it does.")
    status: jobs.JobStatus = strawberry.field(description="How far it is.")
    attempts: int = strawberry.field(description="How many times it was tried.")
    last_error: str | None = strawberry.field(description="What went wrong the last time.")
    created_at: datetime = strawberry.field(description="When it was promised, in UTC.")


@strawberry.input(description="Narrows the audit; what is left out narrows nothing.")
class AuditFilter:
    name: str = strawberry.field(default="", description="An event's name, or its beginning: `circle`.")
    words: str = strawberry.field(default="", description="Part of the name or e-mail of whoever acted.")
    person_id: strawberry.ID | None = strawberry.field(
        default=None, description="Who acted, or was concerned."
    )
    subject_kind: str = strawberry.field(default="", description="The kind of thing, such as `circle`.")


@strawberry.type
class AuditQuery:
    @strawberry.field(description="What happened, newest first. For administrators.")
    async def audit_events(
        self, info: Info, first: int = 20, after: str | None = None, filter: AuditFilter | None = None
    ) -> Connection[AuditEvent]:
        actor = info.context.caller("audit")
        given = filter or AuditFilter()
        wanted = audit.EventFilter(
            name=given.name,
            words=given.words,
            person_id=decode(given.person_id, "Person", "person_id") if given.person_id else None,
            subject_kind=given.subject_kind,
        )
        listing = await audit.visible_events(info.context.session, actor, Page(first, after), wanted)
        return connection(listing, _event_node)

    @strawberry.field(description="Jobs that failed for good, newest first. For administrators.")
    async def dead_letters(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Job]:
        actor = info.context.caller("audit")
        listing = await audit.visible_dead_letters(info.context.session, actor, Page(first, after))
        return connection(listing, _job_node)


@strawberry.input
class ReviveJobInput:
    id: strawberry.ID = strawberry.field(description="The job.")
    idempotency_key: str | None = None


@strawberry.type
class ReviveJobSuccess:
    job: Job = strawberry.field(description="The job, due again.")


ReviveJobResult = Annotated[
    ReviveJobSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ReviveJobResult"),
]


@strawberry.type
class AuditMutation:
    @strawberry.mutation(description="Give a job that failed for good its tries again.")
    async def revive_job(self, info: Info, input: ReviveJobInput) -> ReviveJobResult:
        async def act(session: Session, actor: Actor) -> UUID:
            job_id = decode(input.id, "Job")
            await audit.revive_job(session, actor, job_id)
            return job_id

        async def show(context: Context, actor: Actor, job_id: UUID) -> ReviveJobSuccess:
            return ReviveJobSuccess(job=_job_node(await audit.job_row(context.session, actor, job_id)))

        return await transact(info, "audit", input, act, show)


@finds("AuditEvent", "audit")
async def _event_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await audit.events_by_ids(context.session, actor, ids)
    return {key: _event_node(row) for key, row in rows.items()}


@finds("Job", "audit")
async def _job_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await audit.jobs_by_ids(context.session, actor, ids)
    return {key: _job_node(row) for key, row in rows.items()}


def _event_node(row: audit.EventRow) -> AuditEvent:
    actor = Person(id=row.actor_id, display_name=row.actor_name or "") if row.actor_id else None
    return AuditEvent(
        id=row.id,
        name=row.name,
        occurred_at=row.occurred_at,
        actor=actor,
        subject_kind=row.subject_kind,
        subject_id=strawberry.ID(str(row.subject_id)) if row.subject_id else None,
        details=JSON(dict(row.payload)),
    )


def _job_node(row: audit.JobRow) -> Job:
    return Job(
        id=row.id,
        name=row.name,
        status=row.status,
        attempts=row.attempts,
        last_error=row.last_error,
        created_at=row.created_at,
    )
