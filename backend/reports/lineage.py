"""Where a report comes from and what came of it, each a real link."""

from dataclasses import dataclass
from datetime import datetime

from backend import commitments, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.reports.responses import SOURCE
from backend.reports.rows import ReportRow


@dataclass(frozen=True, slots=True)
class Link:
    """One place in the story; `kind` is worded `lineage.<kind>`, `state` is the two branches' state."""

    kind: str
    title: str
    url: str
    state: str
    at: datetime | None = None


async def lineage_of(session: Session, actor: Actor, report: ReportRow) -> list[Link]:
    """The links around a report, in the order things happened."""
    here = f"/reports/{report.number}"
    links = []
    if report.irritant_id is not None:
        found = await journeys.irritants_by_ids(session, actor, [report.irritant_id])
        links += [Link("irritant", one.text, _place(one), "recu", one.noted_at) for one in found.values()]
    links.append(Link("report", report.title, here, "recu", report.received_at))
    if report.duplicate_of is not None:
        links.append(
            Link("original", f"n° {report.duplicate_of}", f"/reports/{report.duplicate_of}", "entendu")
        )
    if report.answered_at is not None:
        links.append(Link("decision", report.title, f"{here}#decision", "repondu", report.answered_at))
    for one in (await commitments.commitments_of(session, SOURCE, [report.id]))[report.id]:
        state = "tenu" if one.fate is commitments.Fate.KEPT else "repondu"
        links.append(Link("commitment", one.what, f"{here}#commitment-{one.id}", state, one.made_at))
    if report.delivered_at is not None:
        state = "tenu" if report.kept_at else "repondu"
        links.append(Link("delivery", report.evidence, f"{here}#delivery", state, report.delivered_at))
    return links


def _place(irritant: journeys.IrritantRow) -> str:
    """Where an irritant is on the map."""
    return f"/journeys/{irritant.journey_id}?place={irritant.step_id or irritant.handoff_id}#irritants"
