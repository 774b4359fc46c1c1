"""Where reports come from and what came of them, each a real link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend import commitments, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.reports.deliveries import SOURCE
from backend.reports.rows import ReportRow


@dataclass(frozen=True, slots=True)
class Link:
    """One place in the story; `kind` is worded `lineage.<kind>`, `state` is the two branches' state.

    `fate` is what became of a commitment, `commitment_id` is its own; None for what is no promise.
    `source` is what an irritant or an idea was told in, its kind and its id.
    """

    kind: str
    title: str
    url: str
    state: str
    at: datetime | None = None
    fate: commitments.Fate | None = None
    commitment_id: UUID | None = None
    source: tuple[str, UUID] | None = None


async def lineage_of(session: Session, actor: Actor, reports: Sequence[ReportRow]) -> dict[UUID, list[Link]]:
    """The links around each report, in the order things happened; two statements in all."""
    irritants = await journeys.irritants_by_ids(
        session, actor, [one.irritant_id for one in reports if one.irritant_id]
    )
    promises = await commitments.commitments_of(session, SOURCE, [one.id for one in reports])
    return {one.id: _links(one, irritants, promises[one.id]) for one in reports}


def _links(
    report: ReportRow,
    irritants: dict[UUID, journeys.IrritantRow],
    promises: Sequence[commitments.CommitmentRow],
) -> list[Link]:
    here = f"/reports/{report.number}"
    links = []
    if report.irritant_id in irritants:
        seen = irritants[report.irritant_id]
        source = (seen.source_kind, seen.source_id) if seen.source_id else None
        links.append(Link("irritant", seen.text, _place(seen), "recu", seen.noted_at, source=source))
    source = (report.source_kind, report.source_id) if report.source_kind and report.source_id else None
    links.append(Link("report", report.title, here, "recu", report.received_at, source=source))
    if report.duplicate_of is not None:
        original = f"/reports/{report.duplicate_of}"
        links.append(Link("original", f"n° {report.duplicate_of}", original, "entendu"))
    elif report.answered_at is not None:
        links.append(Link("decision", report.title, f"{here}#decision", "repondu", report.answered_at))
    for one in promises:
        state = "tenu" if one.fate.is_kept else "repondu"
        there = f"{here}#commitment-{one.id}"
        links.append(Link("commitment", one.what, there, state, one.made_at, one.fate, one.id))
    if report.delivered_at is not None:
        state = "tenu" if report.kept_at else "repondu"
        links.append(Link("delivery", report.evidence, f"{here}#delivery", state, report.delivered_at))
    return links


def _place(irritant: journeys.IrritantRow) -> str:
    """Where an irritant is on the map, among those of its place."""
    place = f"/journeys/{irritant.journey_id}?place={irritant.step_id or irritant.handoff_id}"
    return f"{place}&irritant={irritant.id}#irritant-{irritant.id}"
