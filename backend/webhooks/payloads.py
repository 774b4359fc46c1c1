"""What webhooks are told: ids, numbers, states and public texts. Never a person, whoever did what.

What an anonymous author does promises no job, since a job would tell the hour: their report is told of when
somebody else first does something about it.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import forum, reports, suppliers
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session

TOLD = (
    "report.submitted",
    "report.completed",
    "report.edited",
    "report.in_review",
    "report.answered",
    "report.accepted",
    "report.in_progress",
    "report.delivered",
    "report.declined",
    "report.contested",
    "report.kept",
    "report.merged",
    "report.unmerged",
    suppliers.ESCALATED,
    suppliers.ANSWERED,
    "thread.started",
    "thread.replied",
    "solution.accepted",
    "solution.confirmed",
    "solution.outdated",
)
"""The events that leave the house, if a webhook listens."""


async def payload_of(session: Session, facts: Mapping[str, Any], base_url: str) -> str | None:
    """The JSON of an event, from the facts of its job; None where what it is about is not shown to all."""
    subject_id = UUID(facts["subject_id"])
    about = _report if facts["event"].startswith("report.") else _thread
    data = await about(session, subject_id, base_url)
    if data is None:
        return None
    if "case_id" in facts:
        data["case"] = await _case(session, UUID(facts["case_id"]))
    told = {"type": facts["event"], "timestamp": now().isoformat(), "data": data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


async def _report(session: Session, report_id: UUID, base_url: str) -> dict[str, Any] | None:
    row = (await reports.reports_by_ids(session, SYSTEM, [report_id])).get(report_id)
    if row is None:
        return None
    return {
        "id": str(row.id),
        "number": row.number,
        "kind": row.kind.value,
        "status": row.status.value,
        "title": row.title,
        "topic": row.topic_name,
        "voices": row.vote_count,
        "reason": row.reason,
        "evidence": row.evidence,
        "duplicate_of": row.duplicate_of,
        "url": f"{base_url}/reports/{row.number}",
    }


async def _thread(session: Session, thread_id: UUID, base_url: str) -> dict[str, Any] | None:
    row = (await forum.threads_by_ids(session, SYSTEM, [thread_id])).get(thread_id)
    if row is None or row.hidden_at is not None:
        return None
    return {
        "id": str(row.id),
        "title": row.title,
        "product": row.product,
        "answers": row.answer_count,
        "solutions": row.solution_count,
        "url": f"{base_url}/forum/{row.id}",
    }


async def _case(session: Session, case_id: UUID) -> dict[str, Any]:
    row = (await suppliers.cases_by_ids(session, [case_id]))[case_id]
    return {
        "id": str(row.id),
        "supplier": row.supplier_name,
        "status": row.status.value,
        "message": row.message,
        "answer": row.answer,
        "external_reference": row.external_reference,
    }
