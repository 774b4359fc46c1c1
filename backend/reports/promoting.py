"""From an irritant seen on a customer's journey, or an idea told after a day, to a report owed an answer."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.reports import errors
from backend.reports.inputs import ReportInput
from backend.reports.models import REPORTS, Kind, Report
from backend.reports.submitting import submit


async def promote_irritant(
    session: Session, actor: Actor, irritant: journeys.Irritant, title: str = ""
) -> Report:
    """Send an irritant on as a report in the actor's name, on the same step or handoff.

    Errors: ConductorsOnly, AlreadySentOn, InvalidInput where its words are too few for a title.
    """
    place = {"step_id": irritant.step_id, "handoff_id": irritant.handoff_id}
    report = await submit(session, actor, _given(Kind.IRRITANT, irritant.text, title, **place))
    report.irritant_id = irritant.id
    session.add(report)
    await session.flush()
    await journeys.send_on(session, actor, irritant, target_kind="report", target_id=report.id)
    await events.record(
        session, actor, "report.promoted", "report", report.id, number=report.number, irritant_id=irritant.id
    )
    return report


async def promote_idea(
    session: Session, actor: Actor, text: str, *, source_kind: str, source_id: UUID, title: str = ""
) -> Report:
    """Send the idea of something on as a report in the actor's name, once; the caller has let them read it.

    Errors: IdeaSentOn, InvalidInput where its words are too few for a title.
    """
    sent = sa.select(REPORTS.c.id).where(
        REPORTS.c.source_kind == source_kind, REPORTS.c.source_id == source_id
    )
    if await session.scalar(sent) is not None:
        raise errors.IdeaSentOn
    report = await submit(session, actor, _given(Kind.IDEA, text, title))
    report.source_kind, report.source_id = source_kind, source_id
    session.add(report)
    await session.flush()
    facts = {"number": report.number, "source_kind": source_kind, "source_id": source_id}
    await events.record(session, actor, "report.promoted", "report", report.id, **facts)
    return report


def _given(kind: Kind, text: str, title: str, **place: UUID | None) -> ReportInput:
    """What is sent: under the title, else under the words themselves, on one line and cut where too long."""
    line = " ".join((title.strip() or text).split())
    short = line if len(line) <= 160 else line[:159].rstrip() + "…"
    return checked(ReportInput, {"kind": kind, "title": short, "body": text, **place})
