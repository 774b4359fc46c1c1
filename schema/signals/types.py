"""Signals, and what is said more and more often."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import signals
from backend.core.actor import Actor
from schema.context import Context
from schema.ids import encode
from schema.node import finds

strawberry.enum(signals.SignalKind, description="What it is about.")
strawberry.enum(signals.Severity, name="SignalSeverity", description="How hard it is.")
strawberry.enum(
    signals.Subject, name="RisingKind", description="A step or handoff of a journey, a site, or a product."
)


@strawberry.type(description="Something customers will call about, at some sites, for a time.")
class Signal(Node):
    id: NodeID[UUID]
    kind: signals.SignalKind = strawberry.field(description="What it is about.")
    severity: signals.Severity = strawberry.field(description="How hard it is.")
    title: str
    advice: str = strawberry.field(description="What to tell customers before they call.")
    region: str = strawberry.field(description="The region it is for; empty for a list of sites.")
    site_count: int = strawberry.field(description="How many sites it concerns.")
    external_reference: str | None = strawberry.field(description="The pushing tool's own name for it.")
    starts_at: datetime = strawberry.field(description="When it starts, in UTC.")
    ends_at: datetime = strawberry.field(description="When it is over, in UTC.")
    pushed_at: datetime = strawberry.field(description="When it was pushed or last corrected, in UTC.")


@strawberry.type(description="Said more often in the last seven days than its eight weeks before explain.")
class RisingSubject:
    kind: signals.Subject = strawberry.field(description="What kind of thing is spoken of.")
    subject_id: strawberry.ID | None = strawberry.field(
        description="The site; the step or handoff as its journey names it; null for a product."
    )
    name: str
    recent: int = strawberry.field(description="How often in the last seven whole days.")
    expected: float = strawberry.field(description="How often in seven days of the weeks before.")
    p_value: float = strawberry.field(description="Adjusted for all that were tested that night.")
    since: date = strawberry.field(description="The day it was found.")


def signal_node(row: signals.SignalRow) -> Signal:
    return Signal(
        id=row.id,
        kind=row.kind,
        severity=row.severity,
        title=row.title,
        advice=row.advice,
        region=row.region,
        site_count=row.site_count,
        external_reference=row.external_reference,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        pushed_at=row.pushed_at,
    )


def rising_node(row: signals.RisingRow) -> RisingSubject:
    return RisingSubject(
        kind=row.kind,
        subject_id=_subject_id(row),
        name=row.name,
        recent=row.recent,
        expected=row.expected,
        p_value=row.p_value,
        since=row.since,
    )


def _subject_id(row: signals.RisingRow) -> strawberry.ID | None:
    if row.kind is signals.Subject.PRODUCT:
        return None
    if row.kind is signals.Subject.SITE:
        return strawberry.ID(encode("Site", UUID(row.subject)))
    # The name of a handoff holds both of its steps.
    return strawberry.ID(encode("Handoff" if " → " in row.name else "JourneyStep", UUID(row.subject)))


@finds("Signal", "signals")
async def _signals(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await signals.signals_by_ids(context.session, ids)
    return {key: signal_node(row) for key, row in rows.items()}
