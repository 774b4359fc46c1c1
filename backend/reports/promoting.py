"""From an irritant seen on a customer's journey to a report that is owed an answer."""

from backend import events, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.reports.inputs import ReportInput
from backend.reports.models import Kind, Report
from backend.reports.submitting import submit


async def promote_irritant(
    session: Session, actor: Actor, irritant: journeys.Irritant, title: str = ""
) -> Report:
    """Send an irritant on as a report in the actor's name, on the same step or handoff.

    Errors: ConductorsOnly, AlreadySentOn.
    """
    words = title.strip() or irritant.text
    given = ReportInput(
        kind=Kind.IRRITANT,
        title=words if len(words) <= 160 else words[:159].rstrip() + "…",
        body=irritant.text,
        step_id=irritant.step_id,
        handoff_id=irritant.handoff_id,
    )
    report = await submit(session, actor, given)
    report.irritant_id = irritant.id
    session.add(report)
    await session.flush()
    await journeys.send_on(session, actor, irritant, target_kind="report", target_id=report.id)
    await events.record(
        session, actor, "report.promoted", "report", report.id, number=report.number, irritant_id=irritant.id
    )
    return report
