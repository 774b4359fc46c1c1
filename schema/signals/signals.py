"""Reading signals and what rises; pushing a signal from another tool."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend import signals
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.signals.types import RisingSubject, Signal, rising_node, signal_node
from schema.transaction import transact


@strawberry.input(
    description="For a region, or for sites by their codes. The same `externalReference` corrects the signal."
)
class PushSignalInput:
    kind: signals.SignalKind = strawberry.field(description="What it is about.")
    severity: signals.Severity = strawberry.field(description="How hard it is.")
    title: str
    advice: str = strawberry.field(description="What to tell customers before they call.")
    starts_at: datetime = strawberry.field(description="When it starts, with its offset.")
    ends_at: datetime = strawberry.field(description="When it is over, with its offset.")
    region: str = strawberry.field(default="", description="Every site of this region.")
    site_codes: list[str] = strawberry.field(default_factory=list, description="Or these sites, 500 at most.")
    external_reference: str = strawberry.field(default="", description="The pushing tool's own name for it.")
    idempotency_key: str | None = None


@strawberry.type
class PushSignalSuccess:
    signal: Signal = strawberry.field(description="The signal.")


PushSignalResult = Annotated[
    PushSignalSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PushSignalResult"),
]


@strawberry.type
class SignalsQuery:
    @strawberry.field(description="Signals that are on or to come, the soonest on top.")
    async def signals(
        self,
        info: Info,
        org_unit_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="Those of sites where it has people.")
        ] = None,
        over: Annotated[bool, strawberry.argument(description="Those that ended, latest on top.")] = False,
        first: int = 20,
        after: str | None = None,
    ) -> Connection[Signal]:
        info.context.caller("signals")
        unit = decode(org_unit_id, "OrgUnit", "org_unit_id") if org_unit_id else None
        page = Page(first, after)
        listing = await signals.visible_signals(info.context.session, page, org_unit_id=unit, over=over)
        return connection(listing, signal_node)

    @strawberry.field(description="What is said more and more often, the surest first.")
    async def rising(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[RisingSubject]:
        info.context.caller("signals")
        return connection(await signals.visible_rising(info.context.session, Page(first, after)), rising_node)


@strawberry.type
class SignalsMutation:
    @strawberry.mutation(
        description="Warn those whom a storm or an incident concerns, with what to tell customers."
    )
    async def push_signal(self, info: Info, input: PushSignalInput) -> PushSignalResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = checked(signals.SignalInput, strawberry.asdict(input))
            return (await signals.push_signal(session, actor, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> PushSignalSuccess:
            rows = await signals.signals_by_ids(context.session, [id])
            return PushSignalSuccess(signal=signal_node(rows[id]))

        return await transact(info, "signals", input, act, show)
