"""A report put to a supplier, and what the supplier says of it, by a colleague or through GraphQL."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, reports
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.suppliers import errors
from backend.suppliers.inputs import CaseInput, EscalationInput
from backend.suppliers.models import CASES, SupplierCase
from backend.suppliers.suppliers import get_supplier, may_manage

ESCALATED = "report.put_to_supplier"
ANSWERED = "report.supplier_answered"


async def escalate_to_supplier(
    session: Session, standing: reports.Standing, given: EscalationInput
) -> SupplierCase:
    """Put a report to a supplier, once. What is sent holds nobody's name: the event names the case alone.

    Errors: RespondersOnly, MergedAway, NotFound, SupplierClosed, AlreadyEscalated.
    """
    reports.require_respond(standing)
    supplier = await get_supplier(session, given.supplier_id)
    if supplier.closed_at is not None:
        raise errors.SupplierClosed
    report = standing.report
    before = await session.execute(
        sa.select(CASES.c.id).where(CASES.c.report_id == report.id, CASES.c.supplier_id == supplier.id)
    )
    if before.scalar_one_or_none() is not None:
        raise errors.AlreadyEscalated
    case = SupplierCase(report_id=report.id, supplier_id=supplier.id, message=given.message)
    session.add(case)
    await session.flush()
    assert standing.actor is not None
    await _record(session, standing.actor, ESCALATED, report, case)
    return case


async def update_case(session: Session, actor: Actor, case_id: UUID, given: CaseInput) -> SupplierCase:
    """Say what the supplier says of a case; a reference or an answer left out stays as it was.

    For those who answer the report or keep the suppliers. Errors: NotFound, RespondersOnly.
    """
    case: SupplierCase | None = await session.get(SupplierCase, case_id)
    if case is None:
        raise NotFound
    report = await reports.get_report_by_id(session, actor, case.report_id)
    standing = await reports.standing_of(session, actor, report)
    if not (reports.may_respond(standing) or may_manage(actor)):
        raise reports.errors.RespondersOnly
    case.status = given.status
    case.external_reference = given.external_reference or case.external_reference
    case.answer = given.answer or case.answer
    case.updated_at = now()
    session.add(case)
    await session.flush()
    await _record(session, actor, ANSWERED, report, case)
    return case


async def _record(
    session: Session, actor: Actor, name: str, report: reports.Report, case: SupplierCase
) -> None:
    facts = {"number": report.number, "case_id": case.id, "supplier_id": case.supplier_id}
    await events.record(session, actor, name, "report", report.id, **facts)
